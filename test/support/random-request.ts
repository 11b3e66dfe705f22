import fc from "fast-check";
import type { Procedure } from "../../src/core/sop/index.ts";
import { transferFor, type Form } from "../../src/domain/sop/index.ts";
import {
  COMPLAINT_URGENCIES,
  PRIORITIES,
  SUPPORT_LEVELS,
  TICKET_KINDS,
  type Ticket,
} from "../../src/domain/ticket/index.ts";
import type { Customer } from "./customer-mail.ts";
import type { Caller, RandomDesk, Reply } from "./random-desk.ts";

/** What a request meets: one case of the story, the others, and picks that the story has made beforehand. */
export type Moment = {
  desk: RandomDesk;
  procedure: Procedure;
  ticket: Ticket;
  otherIds: readonly string[];
  customer: Customer;
  one<T>(list: readonly T[]): T;
};
export type Request = { name: string; run(moment: Moment): Promise<Reply | null> };

const MINUTE_MS = 60_000;
const DONE: Reply = { status: 204, body: {} };
const ABSENT = "6f9619ff-8b86-4011-b42d-00c04fc964ff";

const at = ({ ticket }: Moment, rest: string) => `/tickets/${ticket.id}${rest}`;
const agent = ({ desk, one }: Moment): Caller => one([desk.people.chen, desk.people.li, desk.people.wu]);
const anybody = (moment: Moment): Caller =>
  moment.one([
    ...[1, 2, 3, 4].map(() => agent(moment)),
    ...[1, 2, 3].map(() => leading(moment)),
    moment.desk.people.engineer,
  ]);
const leading = ({ desk }: Moment): Caller => desk.people.supervisor;
const reason = ({ one }: Moment) => one([{}, { reason: "客户要求" }, { reason: "客户要求" }]);
const later = ({ desk }: Moment, minutes: number) => new Date(desk.clock.now() + minutes * MINUTE_MS).toISOString();

/** A form with something in each field that fits it, now and then with too little. */
export function filled(form: Form, one: Moment["one"]): Record<string, unknown> {
  const fields = form.fields.filter(({ computed }) => computed === null);
  const entries = fields.map(({ id, type, options }): [string, unknown] => {
    const first = options[0]?.id ?? "";
    if (type === "select") return [id, one(options).id];
    if (type === "multi_select") return [id, [first]];
    if (type === "number") return [id, one([1, 500, 50_000])];
    if (type === "date_time") return [id, "2026-05-05T18:00:00+08:00"];
    if (type === "boolean") return [id, true];
    if (type === "keywords") return [id, ["及时"]];
    return type === "duration" ? [id, "PT2H"] : [id, "已处理"];
  });
  return Object.fromEntries(one([true, true, true, true, false]) ? entries : entries.slice(1));
}

const submit = (moment: Moment, by: Caller, form: Form | undefined) =>
  form
    ? moment.desk.call(by, "POST", at(moment, `/forms/${form.id}`), { content: filled(form, moment.one) })
    : Promise.resolve(null);

const formOf = ({ procedure }: Moment, id: string | null | undefined) =>
  procedure.pack.forms.find((form) => form.id === id);

async function lastMessage({ desk, ticket }: Moment, where: string): Promise<{ id: string; text: string } | undefined> {
  const rows = await desk.sql<{ id: string; text: string }>(
    `select id, text from message where ticket_id = $1 and ${where} order by created_at desc, id desc limit 1`,
    [ticket.id],
  );
  return rows[0];
}

const work: Request[] = [
  {
    name: "assign",
    run: (moment) => {
      const { desk, one } = moment;
      const { chen, li, wu, leaver, supervisor, engineer } = desk.people;
      const teamId = one([null, desk.teams.desk, desk.teams.desk, desk.teams.second, desk.teams.rnd]);
      const assigneeId = one([null, chen.id, li.id, wu.id, leaver.id, supervisor.id, engineer.id]);
      return desk.call(anybody(moment), "PUT", at(moment, "/assignment"), { teamId, assigneeId, ...reason(moment) });
    },
  },
  {
    name: "change properties",
    run: (moment) => {
      const { desk, one, procedure } = moment;
      const change = one([
        { priority: one(PRIORITIES) },
        { kind: one(TICKET_KINDS) },
        { level: one(SUPPORT_LEVELS) },
        { categoryId: one([null, ...procedure.pack.categories.map(({ id }) => id), "nowhere"]) },
        { tags: one([[], ["long-running"], ["complex", "long-running"]]) },
        { complaintUrgency: one([null, ...COMPLAINT_URGENCIES]) },
        { agreement: one([null, "gold"]) },
      ]);
      return desk.call(anybody(moment), "PATCH", at(moment, ""), { ...change, ...reason(moment) });
    },
  },
  {
    name: "set the state",
    run: (moment) => {
      const state = moment.one(["open", "open", "waiting_customer", "waiting_department", "waiting_third_party"]);
      return moment.desk.call(anybody(moment), "PUT", at(moment, "/state"), { state, ...reason(moment) });
    },
  },
  {
    name: "snooze",
    run: (moment) =>
      moment.desk.call(anybody(moment), "PUT", at(moment, "/snooze"), {
        until: moment.one([null, later(moment, 60), later(moment, -60)]),
      }),
  },
  {
    name: "note",
    run: (moment) =>
      moment.desk.call(anybody(moment), "POST", at(moment, "/notes"), {
        html: "<p>已联系现场</p>",
        mentions: moment.one([[], [moment.desk.people.wu.id]]),
      }),
  },
  {
    name: "change many",
    run: (moment) => {
      const { desk, one, ticket, otherIds } = moment;
      const assign = { teamId: one([null, desk.teams.second]), assigneeId: one([null, desk.people.li.id]) };
      return desk.call(leading(moment), "POST", "/ticket-changes", {
        ticketIds: [ticket.id, ...otherIds.slice(0, 1)],
        change: one([{ assign }, { state: "open" }, { priority: "P1", reason: "故障扩大" }]),
        ...reason(moment),
      });
    },
  },
  {
    name: "ask for a placement",
    run: (moment) => moment.desk.call(anybody(moment), "POST", at(moment, "/placement-request"), reason(moment)),
  },
  { name: "fill in a form", run: (moment) => submit(moment, anybody(moment), moment.one(moment.procedure.pack.forms)) },
  {
    name: "do a step",
    run: (moment) => {
      const { steps } = moment.procedure.pack;
      const stepId = steps.length > 0 ? moment.one(steps).id : "none";
      return moment.desk.call(anybody(moment), "POST", at(moment, "/steps"), { stepId });
    },
  },
  {
    name: "approve",
    run: (moment) => {
      const { gates } = moment.procedure.pack;
      const demands = gates.flatMap((gate) => gate.demands.flatMap((each) => (each.kind === "approval" ? [each] : [])));
      const demand = demands.length > 0 ? moment.one(demands) : null;
      const form = demand?.of && !moment.ticket.forms[demand.of.formId] ? formOf(moment, demand.of.formId) : undefined;
      if (form) return submit(moment, leading(moment), form);
      const authorityId = demand?.authorityId ?? "none";
      return moment.desk.call(anybody(moment), "POST", at(moment, "/approvals"), { authorityId });
    },
  },
];

/** Fills in, does or approves what the way to solving or closing still wants, so that gates are passed and not only met. */
const meeting: Request = {
  name: "meet a demand",
  run: (moment) => {
    const { desk, procedure, ticket, one } = moment;
    const wanted = procedure.demands(one(["solve", "close"] as const), ticket, { now: desk.clock.now() });
    if (wanted.length === 0) return Promise.resolve(null);
    const { kind, formId, targetId } = one(wanted);
    if (kind === "form") return submit(moment, leading(moment), formOf(moment, formId ?? targetId));
    if (kind === "step") return desk.call(leading(moment), "POST", at(moment, "/steps"), { stepId: targetId ?? "" });
    if (kind === "approval")
      return desk.call(leading(moment), "POST", at(moment, "/approvals"), { authorityId: targetId ?? "" });
    return Promise.resolve(null);
  },
};

/** Asks for something that the category wants; where it wants nothing, says which category it is. */
async function askSupplement(moment: Moment): Promise<Reply> {
  const { desk, one, procedure } = moment;
  const wanted = await desk.call(leading(moment), "GET", at(moment, "/supplement"));
  const fields = ((wanted.body["fields"] ?? []) as { id: string }[]).map(({ id }) => id);
  if (fields.length > 0)
    return desk.call(anybody(moment), "POST", at(moment, "/supplement"), { fields: one([fields, fields.slice(0, 1)]) });
  const categories = procedure.pack.categories.map(({ id }) => id);
  return desk.call(leading(moment), "PATCH", at(moment, ""), { categoryId: one(categories) });
}

const conversation: Request[] = [
  {
    name: "customer writes",
    run: async ({ desk, customer, one }) => {
      const answers = desk.lastMailTo(customer.address);
      const text = one(["还是不行", "好的，谢谢", "非常失望，我要投诉"]);
      await desk.mail({ from: customer, subject: "Re: 无法登录", text, ...(answers && { answers }) });
      return DONE;
    },
  },
  {
    name: "send",
    run: (moment) => {
      const { desk, one, ticket } = moment;
      return desk.call(anybody(moment), "POST", at(moment, "/messages"), {
        kind: one(["reply", "progress_update"]),
        html: "<p>我们正在查看日志。</p>",
        ...one([{}, {}, { thenState: "waiting_customer" }, { thenState: "open" }]),
        ...one([{}, { seenSeq: 1 }, { seenSeq: ticket.seq }]),
      });
    },
  },
  {
    name: "take a message back",
    run: async (moment) => {
      const by = anybody(moment);
      const sent = await moment.desk.call(by, "POST", at(moment, "/messages"), { html: "<p>稍等</p>" });
      if (sent.status >= 400) return sent;
      return moment.desk.call(by, "DELETE", at(moment, `/messages/${String(sent.body["messageId"])}`));
    },
  },
  { name: "ask for what is missing", run: askSupplement },
  {
    name: "have what was missing",
    run: (moment) =>
      moment.ticket.supplement !== null
        ? moment.desk.call(anybody(moment), "DELETE", at(moment, "/supplement"))
        : askSupplement(moment),
  },
];

const transfers = ({ ticket }: Moment) => Object.keys(ticket.transfers);
const transferAt = (moment: Moment) => at(moment, `/transfers/${moment.one(transfers(moment))}`);
const asked = ({ desk, one }: Moment) =>
  one([desk.people.engineer, desk.people.engineer, desk.people.wu, desk.people.chen]);

function transfer(moment: Moment): Promise<Reply> {
  const { desk, one, procedure, ticket } = moment;
  const handle = one(["rnd", "rnd", "second", "desk"] as const);
  const rule = transferFor(procedure.pack.transfers, handle === "second" ? "engineering" : handle, ticket.facts);
  const form = formOf(moment, rule?.form);
  return desk.call(anybody(moment), "POST", at(moment, "/transfers"), {
    teamId: desk.teams[handle],
    ...(form ? { content: filled(form, one) } : {}),
  });
}

const planCallBack = (moment: Moment) =>
  moment.desk.call(anybody(moment), "PUT", at(moment, "/call-back"), {
    plannedFor: later(moment, moment.one([-60, 90, 3_000])),
  });

/** What needs something that is not there makes it instead. */
const orElse =
  (isThere: (moment: Moment) => boolean, instead: Request["run"], run: Request["run"]): Request["run"] =>
  (moment) =>
    isThere(moment) ? run(moment) : instead(moment);
const withTransfer = (run: Request["run"]) => orElse((moment) => transfers(moment).length > 0, transfer, run);
const withCallBack = (run: Request["run"]) =>
  orElse((moment) => moment.ticket.callBack !== null || moment.one([1, 2, 3]) === 1, planCallBack, run);

const handshakes: Request[] = [
  { name: "transfer", run: transfer },
  {
    name: "accept a transfer",
    run: withTransfer((moment) => moment.desk.call(asked(moment), "POST", `${transferAt(moment)}/acceptance`)),
  },
  {
    name: "return a transfer",
    run: withTransfer((moment) =>
      moment.desk.call(asked(moment), "POST", `${transferAt(moment)}/return`, { reason: "缺少日志" }),
    ),
  },
  {
    name: "answer a transfer",
    run: withTransfer((moment) =>
      moment.desk.call(asked(moment), "POST", `${transferAt(moment)}/answer`, { text: "改配置项" }),
    ),
  },
  {
    name: "take a transfer back",
    run: withTransfer((moment) => moment.desk.call(anybody(moment), "DELETE", transferAt(moment), {})),
  },
  { name: "plan a call back", run: planCallBack },
  {
    name: "report a call back",
    run: withCallBack((moment) =>
      moment.desk.call(anybody(moment), "POST", at(moment, "/call-back/report"), { text: "客户满意" }),
    ),
  },
  {
    name: "drop a call back",
    run: withCallBack((moment) =>
      moment.desk.call(anybody(moment), "DELETE", at(moment, "/call-back"), { reason: "客户不便" }),
    ),
  },
];

const override = ({ one }: Moment) => one([{}, {}, { overrideReason: "主管同意先行" }]);
const solve = (moment: Moment, by: Caller) => moment.desk.call(by, "POST", at(moment, "/solution"), override(moment));

/** The customer's own page, by the link in the last result notice; without one the case is solved first. */
const byLink = (name: string, rest: string, body: (moment: Moment) => object): Request => ({
  name,
  run: async (moment) => {
    const notice = await lastMessage(moment, "kind = 'result_notice'");
    const token = /\/c\/case\/([\w.-]+)/.exec(notice?.text ?? "")?.[1];
    if (!token) return solve(moment, leading(moment));
    return moment.desk.call(null, "POST", `/cases/${token}/${rest}`, body(moment));
  },
});

const closing: Request[] = [
  {
    name: "solve",
    run: (moment) => moment.desk.call(anybody(moment), "POST", at(moment, "/solution"), override(moment)),
  },
  {
    name: "close",
    run: orElse(
      ({ ticket }) => ticket.facts.state === "solved",
      (moment) => solve(moment, leading(moment)),
      (moment) =>
        moment.desk.call(leading(moment), "POST", at(moment, "/closure"), {
          confirmedByPhone: moment.one([true, false]),
          ...override(moment),
        }),
    ),
  },
  {
    name: "reopen",
    run: (moment) => moment.desk.call(anybody(moment), "DELETE", at(moment, "/closure"), { reason: "仍有问题" }),
  },
  byLink("customer confirms", "confirmation", () => ({})),
  byLink("customer says no", "rejection", () => ({ reason: "没有解决" })),
  byLink("customer rates", "survey", ({ one }) => ({ satisfaction: one([1, 2, 5]) })),
  {
    name: "merge",
    run: (moment) =>
      moment.desk.call(leading(moment), "PUT", at(moment, "/merger"), {
        intoTicketId: moment.one([...moment.otherIds, moment.ticket.id]),
      }),
  },
  { name: "unmerge", run: (moment) => moment.desk.call(leading(moment), "DELETE", at(moment, "/merger")) },
  {
    name: "split",
    run: async (moment) => {
      const message = await lastMessage(moment, "direction = 'in'");
      return moment.desk.call(anybody(moment), "POST", at(moment, "/splits"), {
        messageId: message?.id ?? ABSENT,
        subject: "另一个问题",
      });
    },
  },
];

const staffing: Request[] = [
  {
    name: "somebody leaves",
    run: ({ desk }) => desk.call(desk.people.administrator, "POST", `/people/${desk.people.leaver.id}/deactivation`),
  },
  {
    name: "somebody comes back",
    run: ({ desk }) => desk.call(desk.people.administrator, "DELETE", `/people/${desk.people.leaver.id}/deactivation`),
  },
];

const worker: Request = {
  name: "time passes",
  run: async ({ desk, one }) => {
    desk.clock.advance(one([5, 40, 200, 1_500, 4_000]) * MINUTE_MS);
    await desk.work();
    return DONE;
  },
};

export const REQUESTS: ReadonlyMap<string, Request> = new Map(
  [...work, meeting, ...conversation, ...handshakes, ...closing, ...staffing, worker].map((request) => [
    request.name,
    request,
  ]),
);

const named = (list: readonly Request[]) => fc.constantFrom(...list.map(({ name }) => name));

/** Any request that somebody may make, sensible now or not, by its name, with the picks that it will need. */
export const arbitraryRequest: fc.Arbitrary<{ name: string; picks: number[] }> = fc.record({
  name: fc.oneof(
    { weight: 7, arbitrary: named(work) },
    { weight: 8, arbitrary: named([meeting]) },
    { weight: 4, arbitrary: named(conversation) },
    { weight: 6, arbitrary: named(handshakes) },
    { weight: 9, arbitrary: named(closing) },
    { weight: 1, arbitrary: named(staffing) },
    { weight: 4, arbitrary: named([worker]) },
  ),
  picks: fc.array(fc.nat({ max: 10_000 }), { minLength: 6, maxLength: 6 }),
});
