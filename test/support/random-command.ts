import fc from "fast-check";
import type { Procedure } from "../../src/core/sop/index.ts";
import { clockTimers } from "../../src/domain/clocks/index.ts";
import { accepted } from "../../src/domain/result.ts";
import * as desk from "../../src/domain/ticket/index.ts";
import type { Actor, Decision, Ticket, TicketEvent } from "../../src/domain/ticket/index.ts";

/** People of the random desk, with their teams. */
export const PEOPLE: Readonly<Record<string, readonly string[]>> = {
  chen: ["desk"],
  li: ["desk", "second"],
  wu: ["second"],
  supervisor: [],
};
const TEAMS = ["desk", "second", "rnd", "ops"];

/** What a command meets. `other`: a ticket to merge into. */
export type Scene = {
  ticket: Ticket;
  other: Ticket;
  procedure: Procedure;
  events: readonly TicketEvent[];
  now: number;
};
export type Command = { name: string; actor: Actor; run(scene: Scene): Decision };

const person = fc.constantFrom(...Object.keys(PEOPLE));
const team = fc.constantFrom(...TEAMS);
const reason = fc.constantFrom(null, "客户要求");
const nth = fc.nat({ max: 30 });
const staff = (id: string): Actor => ({ kind: "staff", id });
const customer: Actor = { kind: "contact", id: "contact" };

/** A picked one of a list that only the scene knows. */
const picked = <T>(list: readonly T[], index: number): T | undefined => list[index % Math.max(1, list.length)];
const demandsOf = (
  { procedure, ticket, now }: Scene,
  transition: "solve" | "close" | "transfer",
  confirmed?: boolean,
) =>
  procedure
    .demands(transition, ticket, { now, ...(confirmed === undefined ? {} : { confirmed }) })
    .map(({ gateId, label }) => ({ gateId, label: label.zh }));
const override = fc.constantFrom(
  null,
  null,
  { reason: "主管同意", permitted: true },
  { reason: "想关闭", permitted: false },
);

const command = <T>(name: string, given: fc.Arbitrary<T>, run: (given: T, scene: Scene, by: string) => Decision) =>
  fc.tuple(given, person).map(([value, by]): Command => ({
    name,
    actor: name.startsWith("customer") ? customer : staff(by),
    run: (scene) => run(value, scene, by),
  }));

const transferAt = (ticket: Ticket, index: number) => picked(Object.keys(ticket.transfers), index) ?? "none";

const work = [
  command(
    "assign",
    fc.record({ teamId: fc.option(team), assigneeId: fc.option(person), reason }),
    (to, { ticket }, by) => desk.assign(ticket, to, { assigneeTeams: PEOPLE[to.assigneeId ?? ""] ?? [], actorId: by }),
  ),
  command(
    "change facts",
    fc.record({
      changes: fc.record(
        {
          kind: fc.constantFrom(...desk.TICKET_KINDS),
          priority: fc.constantFrom(...desk.PRIORITIES),
          tier: fc.constantFrom(...desk.CUSTOMER_TIERS),
          level: fc.constantFrom(...desk.SUPPORT_LEVELS),
          complaintUrgency: fc.option(fc.constantFrom(...desk.COMPLAINT_URGENCIES)),
          categoryId: fc.option(fc.constantFrom("fault.software.data", "usage.operate", "fault.outage")),
          tags: fc.subarray(["complex", "vip"]),
        },
        { requiredKeys: [] },
      ),
      reason,
    }),
    (given, { ticket }) => desk.changeFacts(ticket, given.changes, given.reason),
  ),
  command(
    "set state",
    fc.constantFrom(
      "open" as const,
      "waiting_customer" as const,
      "waiting_department" as const,
      "waiting_third_party" as const,
    ),
    (state, { ticket }) => desk.setState(ticket, state, null),
  ),
  command("snooze", fc.constantFrom(null, 3_600_000, -1), (ahead, { ticket, now }) =>
    desk.snooze(ticket, ahead === null ? null : now + ahead, now),
  ),
  command("note", nth, (index, { ticket }) => desk.addNote(ticket, { messageId: `n${index}`, mentions: [] })),
  command("fill in a form", nth, (index, { ticket, procedure, events }) => {
    const form = picked(procedure.pack.forms, index);
    if (!form || !desk.isOpen(ticket)) return accepted([]);
    return accepted([{ type: "form_submitted", formId: form.id, submissionId: `f${events.length}` }]);
  }),
  command("do a step", nth, (index, { ticket, procedure }) => {
    const step = picked(procedure.pack.steps, index);
    const waitsFor = (step?.after ?? []).filter((id) => !ticket.steps.includes(id));
    return step ? desk.doStep(ticket, { id: step.id, waitsFor }) : accepted([]);
  }),
  command("approve", fc.tuple(nth, fc.boolean()), ([index, permitted], { ticket, procedure }) => {
    const demands = procedure.pack.gates.flatMap((gate) => gate.demands).filter(({ kind }) => kind === "approval");
    const demand = picked(demands, index);
    if (demand?.kind !== "approval") return accepted([]);
    const submissionId = demand.of === null ? null : (ticket.forms[demand.of.formId] ?? null);
    const approval = { authorityId: demand.authorityId, submissionId, amount: 100, permitted, roles: "主管" };
    return desk.approve(ticket, approval);
  }),
];

/** Fills in, does or approves what the way to solving or closing still wants, so that gates are passed and not only met. */
const meeting = command(
  "meet a demand",
  fc.tuple(nth, fc.constantFrom("solve" as const, "close" as const, "transfer" as const)),
  ([index, transition], { ticket, procedure, events, now }) => {
    const wanted = picked(procedure.demands(transition, ticket, { now }), index);
    if (!wanted || !desk.isOpen(ticket)) return accepted([]);
    const id = wanted.formId ?? wanted.targetId ?? "";
    if (wanted.kind === "form")
      return accepted([{ type: "form_submitted", formId: id, submissionId: `f${events.length}` }]);
    if (wanted.kind === "step") return desk.doStep(ticket, { id, waitsFor: [] });
    if (wanted.kind !== "approval") return accepted([]);
    const demand = procedure.pack.gates
      .flatMap(({ demands }) => demands)
      .find((each) => each.kind === "approval" && each.authorityId === id);
    const formId = demand?.kind === "approval" ? demand.of?.formId : undefined;
    const submissionId = formId === undefined ? null : (ticket.forms[formId] ?? null);
    return desk.approve(ticket, { authorityId: id, submissionId, amount: 1, permitted: true, roles: "" });
  },
);

const conversation = [
  command("customer writes", fc.boolean(), (automatic, { ticket, now, events }) =>
    desk.receiveMessage(ticket, { messageId: `in${events.length}`, automatic }, now),
  ),
  command(
    "send",
    fc.record({
      kind: fc.constantFrom("reply" as const, "progress_update" as const),
      thenState: fc.constantFrom(null, "open" as const, "waiting_customer" as const),
      unread: fc.boolean(),
    }),
    ({ kind, thenState, unread }, { ticket, events }) =>
      desk.sendMessage(ticket, {
        messageId: `out${events.length}`,
        kind,
        thenState,
        seenSeq: unread ? 1 : ticket.seq,
      }),
  ),
  command("ask for what is missing", fc.subarray(["版本号", "截图"]), (missing, { ticket, events }) =>
    desk.askSupplement(ticket, { messageId: `ask${events.length}`, kind: "reply", seenSeq: null, missing }),
  ),
  command("hear what was missing", fc.constant(null), (_, { ticket }) => desk.receiveSupplement(ticket)),
];

const handshakes = [
  command("transfer", team, (teamId, scene) =>
    desk.sendTransfer(scene.ticket, {
      transferId: `x${scene.events.length}`,
      teamId,
      form: null,
      submissionId: null,
      demands: demandsOf(scene, "transfer"),
    }),
  ),
  command("accept a transfer", nth, (index, { ticket }) => desk.acceptTransfer(ticket, transferAt(ticket, index))),
  command("return a transfer", nth, (index, { ticket }) =>
    desk.returnTransfer(ticket, transferAt(ticket, index), "缺少日志"),
  ),
  command("answer a transfer", nth, (index, { ticket }) =>
    desk.answerTransfer(ticket, transferAt(ticket, index), "answer"),
  ),
  command("take a transfer back", nth, (index, { ticket }) =>
    desk.withdrawTransfer(ticket, transferAt(ticket, index), null),
  ),
  command("plan a call back", fc.integer({ min: -1, max: 100 }), (hours, { ticket, now }, by) =>
    desk.planCallBack(ticket, { plannedFor: now + hours * 3_600_000, ownerId: by, purpose: null }, now),
  ),
  command("report a call back", fc.constant(null), (_, { ticket }) => desk.finishCallBack(ticket, "report")),
  command("drop a call back", fc.constant(null), (_, { ticket }) => desk.dropCallBack(ticket, "客户不便")),
];

const closing = [
  command("solve", override, (over, scene) =>
    desk.solve(scene.ticket, {
      demands: demandsOf(scene, "solve"),
      override: over,
      resultNoticeId: null,
      seenSeq: scene.ticket.seq,
    }),
  ),
  command("close", override, (over, scene) =>
    desk.close(scene.ticket, { by: "agent", rule: null, demands: demandsOf(scene, "close"), override: over }),
  ),
  command("customer confirms", fc.constant(null), (_, scene) =>
    desk.confirm(scene.ticket, "customer", demandsOf(scene, "close", true)),
  ),
  command("customer says no", fc.constantFrom(null, "supervisor"), (followUpOwner, { ticket }) =>
    desk.notSolved(ticket, { reasonDigest: null, followUpOwner }),
  ),
  command("customer rates", fc.constantFrom(...desk.SATISFACTION_LEVELS), (satisfaction, { ticket }) =>
    desk.answerSurvey(ticket, {
      satisfaction,
      surveyId: "s",
      isUnsatisfied: satisfaction <= 2,
      followUpOwner: "supervisor",
    }),
  ),
  command("reopen", fc.constant("仍有问题"), (why, { ticket }) => desk.reopen(ticket, why)),
  command("merge", fc.constant(null), (_, { ticket, other }) => desk.mergeInto(ticket, other)),
  command("unmerge", fc.constant(null), (_, { ticket }) => desk.unmerge(ticket)),
];

/** What falls due is told; a promise that is told stays told. */
const timers = fc.constant<Command>({
  name: "timers fire",
  actor: { kind: "rule", id: "timer" },
  run: ({ ticket, procedure, events, now }) => {
    if (!desk.isOpen(ticket)) return accepted([]);
    const due = clockTimers(procedure.clocks(events, now)).filter(({ at }) => at <= now);
    return accepted(
      due.map(({ clockId, lineId, kind, share }) =>
        kind === "warn"
          ? { type: "clock_warned" as const, clockId, lineId, share }
          : { type: "clock_breached" as const, clockId, lineId },
      ),
    );
  },
});

/** Any command that a person, the customer or a rule may give, whether it makes sense now or not. */
export const arbitraryCommand: fc.Arbitrary<Command> = fc.oneof(
  { weight: 6, arbitrary: meeting },
  { weight: 8, arbitrary: fc.oneof(...work) },
  { weight: 4, arbitrary: fc.oneof(...conversation) },
  { weight: 8, arbitrary: fc.oneof(...handshakes) },
  { weight: 16, arbitrary: fc.oneof(...closing) },
  { weight: 1, arbitrary: timers },
);
