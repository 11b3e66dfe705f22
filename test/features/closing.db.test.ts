import { expect, test } from "vitest";
import { ABILITIES } from "../../src/domain/permission/index.ts";
import { runOnceTimers } from "../support/run-once-timers.ts";
import { fakeClock } from "../support/fake-clock.ts";
import { mountedDesk } from "../support/mounted-desk.ts";
import { staffDesk } from "../support/staff-desk.ts";
import { DEFAULT_TEAM_ID } from "../support/test-desk.ts";
import { testDatabase } from "../support/test-database.ts";

const HOUR_MS = 3_600_000;
const clock = fakeClock("2026-03-02T02:00:00Z");
const database = await testDatabase();
const { assembled, app } = await mountedDesk(database, { now: clock.now });
const people = await staffDesk(database.db, { clock });
const engineer = await people.addPerson("agent", { name: "李工", teamIds: [DEFAULT_TEAM_ID] });
const supervisor = await people.addPerson("supervisor", { name: "陈主管", teamIds: [DEFAULT_TEAM_ID] });

/** A token outlives the days that pass here; a sign-in session would not. */
const agent = { headers: await people.addToken(engineer.id, [...ABILITIES]) };

type Json = Record<string, unknown>;
type Page = {
  id: string;
  number: number;
  state: string;
  stage: string;
  assignee: { id: string } | null;
  demands: { formId: string | null; kind: string }[];
  clocks: { metric: string; state: string; dueAt: string | null }[];
  messages: { kind: string; text: string }[];
  events: { type: string; body: Json }[];
  survey: { satisfaction: number | null; comment: string | null } | null;
};

async function call<T = Json>(
  who: { headers: Record<string, string> } | null,
  method: "GET" | "POST" | "PUT" | "DELETE",
  url: string,
  payload?: object,
) {
  const answer = await app.inject({ method, url, headers: who?.headers ?? {}, ...(payload ? { payload } : {}) });
  return { status: answer.statusCode, body: (answer.body ? answer.json() : null) as T };
}

const pageOf = async (id: string) => (await call<Page>(agent, "GET", `/api/v1/tickets/${id}`)).body;

let count = 0;
async function openCase(language: "zh" | "en" = "zh"): Promise<string> {
  count += 1;
  const contact = { name: "张三", email: `zhang${count}@acme.example` };
  const made = await call<{ id: string }>(agent, "POST", "/api/v1/tickets", {
    contact,
    subject: "打印机不能联网",
    text: "错误码 E5",
    language,
    acknowledge: false,
  });
  expect(made.status).toBe(201);
  return made.body.id;
}

const NOTICE = { cause: "网关固件 <b>过旧</b>", measures: "已升级固件", prevention: "每季度检查版本" };
const SUMMARY = { root_cause: "固件缺陷", root_cause_type: "product-defect", customer_opinion: ["及时"] };

const submit = (id: string, formId: string, content: object) =>
  call(agent, "POST", `/api/v1/tickets/${id}/forms/${formId}`, { content });

async function solved(language: "zh" | "en" = "zh"): Promise<{ id: string; link: string }> {
  const id = await openCase(language);
  await submit(id, "result_notice", NOTICE);
  await submit(id, "service_summary", SUMMARY);
  expect((await call(agent, "POST", `/api/v1/tickets/${id}/solution`, {})).status).toBe(204);
  const shown = (await pageOf(id)).messages.find(({ kind }) => kind === "result_notice")!;
  const sent = await database.db.pool.query<{ text: string }>(
    "select text from message where ticket_id = $1 and kind = 'result_notice'",
    [id],
  );
  const link = /\/c\/case\/([\w.-]+)/.exec(sent.rows[0]!.text)![1]!;
  // Staff read the notice without the customer's link: nobody here answers in his name.
  expect(shown.text).toContain("/c/case/…");
  expect(JSON.stringify(shown)).not.toContain(link);
  return { id, link };
}

test("solving is refused until the notice and the summary are written, and says what is missing (REQ: CL-02, CL-03)", async () => {
  const id = await openCase();
  const refused = await call(agent, "POST", `/api/v1/tickets/${id}/solution`, {});
  expect(refused).toMatchObject({ status: 409, body: { code: "gate_closed" } });
  expect((await pageOf(id)).demands.map(({ formId }) => formId)).toEqual(
    expect.arrayContaining(["result_notice", "service_summary"]),
  );
  await submit(id, "result_notice", NOTICE);
  expect((await call(agent, "POST", `/api/v1/tickets/${id}/solution`, {})).status).toBe(409);
  expect((await submit(id, "service_summary", { root_cause: "" })).status).toBe(422);
  await submit(id, "service_summary", SUMMARY);
  expect((await call(agent, "POST", `/api/v1/tickets/${id}/solution`, {})).status).toBe(204);
  expect(await pageOf(id)).toMatchObject({ state: "solved", stage: "feedback" });
});

test("only a supervisor overrides a gate, with a reason that stands in the trail", async () => {
  const id = await openCase();
  const byAgent = await call(agent, "POST", `/api/v1/tickets/${id}/solution`, { overrideReason: "客户催" });
  expect(byAgent).toMatchObject({ status: 403, body: { code: "override_needs_supervisor" } });
  expect((await call(supervisor, "POST", `/api/v1/tickets/${id}/solution`, { overrideReason: "客户催" })).status).toBe(
    204,
  );
  const overrides = (await pageOf(id)).events.filter(({ type }) => type === "gate_overridden");
  expect(overrides).toHaveLength(1);
  expect(overrides[0]!.body).toMatchObject({ reason: "客户催" });
});

test("the result notice says cause, measures and prevention, escaped, and carries the link (REQ: CL-01, CL-02)", async () => {
  const { id } = await solved();
  const rows = await database.db.pool.query<{ html: string; text: string }>(
    "select html, text from message where ticket_id = $1 and kind = 'result_notice'",
    [id],
  );
  expect(rows.rows[0]!.html).toContain("网关固件 &lt;b&gt;过旧&lt;/b&gt;");
  expect(rows.rows[0]!.text).toMatch(/已升级固件[^]*每季度检查版本[^]*answer=solved[^]*answer=not-solved[^]*rating=5/);
});

test("one click confirms, the case closes, and a rating follows (REQ: CL-01, CL-04)", async () => {
  const { id, link } = await solved();
  const view = await call<Json>(null, "GET", `/api/v1/cases/${link}`);
  expect(view.body).toMatchObject({ status: "awaiting_confirmation", language: "zh", survey: { answered: false } });
  expect(JSON.stringify(view.body)).not.toMatch(/zhang|root_cause|固件缺陷/);
  const confirmed = await call(null, "POST", `/api/v1/cases/${link}/confirmation`);
  expect(confirmed.body).toMatchObject({ status: "confirmed" });
  const rated = await call(null, "POST", `/api/v1/cases/${link}/survey`, {
    satisfaction: 5,
    answers: { ability: 5 },
    comment: "很快",
  });
  expect(rated.body).toMatchObject({ survey: { answered: true, satisfaction: 5 } });
  expect(await pageOf(id)).toMatchObject({ state: "closed", stage: "review", survey: { satisfaction: 5 } });
});

test("a second answer is refused, and nothing is counted twice", async () => {
  const { id, link } = await solved();
  await call(null, "POST", `/api/v1/cases/${link}/confirmation`);
  expect((await call(null, "POST", `/api/v1/cases/${link}/confirmation`)).status).toBe(409);
  await call(null, "POST", `/api/v1/cases/${link}/survey`, { satisfaction: 4 });
  expect((await call(null, "POST", `/api/v1/cases/${link}/survey`, { satisfaction: 1 })).status).toBe(409);
  const kept = await database.db.pool.query("select satisfaction from survey_response where ticket_id = $1", [id]);
  expect(kept.rows).toEqual([{ satisfaction: 4 }]);
});

test("two clicks at once close once", async () => {
  const { id, link } = await solved();
  const answers = await Promise.all([1, 2, 3].map(() => call(null, "POST", `/api/v1/cases/${link}/confirmation`)));
  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409, 409]);
  expect((await pageOf(id)).events.filter(({ type }) => type === "closed")).toHaveLength(1);
});

test("«not solved» opens the case for a supervisor with two hours for a remedy plan (REQ: CL-05, HA-21)", async () => {
  const { id, link } = await solved();
  const told = await call<{ hearsBy: string | null }>(null, "POST", `/api/v1/cases/${link}/rejection`, {
    reason: "还是连不上",
  });
  const page = await pageOf(id);
  // What the customer reads is the promise that runs.
  const news = page.clocks.filter(({ metric }) => metric === "progress_update").map(({ dueAt }) => dueAt);
  expect(news).toContain(told.body.hearsBy);
  expect(page).toMatchObject({ state: "open", assignee: { id: supervisor.id } });
  const remedy = page.clocks.find(({ metric }) => metric === "remedy_plan")!;
  expect(Date.parse(remedy.dueAt!) - clock.now()).toBe(2 * HOUR_MS);
  expect(page.messages.at(-1)).toMatchObject({ kind: "customer_rejection", text: "还是连不上" });
  await submit(id, "remedy_plan", {
    complaint: "仍不能联网",
    measures: "上门更换网关",
    promised_by: "2026-03-03T10:00:00+08:00",
    responsible: "陈主管",
  });
  const over = await call<{ items: { metric: string }[] }>(supervisor, "GET", `/api/v1/tickets/${id}/ended-clocks`);
  expect(over.body.items.find(({ metric }) => metric === "remedy_plan")).toMatchObject({ state: "met" });
});

test("an unhappy rating reopens a closed case for a second follow-up (REQ: CL-05)", async () => {
  const { id, link } = await solved();
  await call(null, "POST", `/api/v1/cases/${link}/confirmation`);
  await call(null, "POST", `/api/v1/cases/${link}/survey`, { satisfaction: 2, comment: "太慢" });
  const page = await pageOf(id);
  expect(page.state).toBe("open");
  expect(page.events.map(({ type }) => type)).toContain("follow_up_opened");
  expect(page.clocks.find(({ metric }) => metric === "remedy_plan")).toMatchObject({ state: "running" });
});

test("the desk's name and colour are what an administrator says, in mails and on the customer's page", async () => {
  const administrator = await people.addPerson("administrator");
  const before = await call<{ version: number; shown: { name: string; colour: string } }>(
    administrator,
    "GET",
    "/api/v1/settings/desk",
  );
  expect(before.body).toMatchObject({ name: null, colour: null, shown: { colour: "#0b6b6e" } });
  const wanted = { name: "远山服务台", colour: "#8a1538", version: before.body.version };
  expect((await call(administrator, "PUT", "/api/v1/settings/desk", { ...wanted, colour: "#ffee00" })).status).toBe(
    400,
  );
  expect((await call(administrator, "PUT", "/api/v1/settings/desk", wanted)).status).toBe(200);
  expect((await call(administrator, "PUT", "/api/v1/settings/desk", wanted)).status).toBe(409);
  expect((await call(supervisor, "GET", "/api/v1/settings/desk")).status).toBe(403);
  const { id, link } = await solved();
  const shown = await call<{ deskName: string; deskColour: string }>(null, "GET", `/api/v1/cases/${link}`);
  expect(shown.body).toMatchObject({ deskName: "远山服务台", deskColour: "#8a1538" });
  const page = await pageOf(id);
  const notice = page.messages.find(({ kind }) => kind === "result_notice");
  expect(notice?.text).toContain(`工单 HD-${page.number} `);
});

test("no answer: reminded after 24 h, closed after 72 h by rule, said so to the customer (REQ: CL-01)", async () => {
  const { id, link } = await solved("en");
  clock.advance(24 * HOUR_MS + 1_000);
  await runOnceTimers(assembled);
  const reminders = () =>
    database.db.pool.query("select text from message where ticket_id = $1 and kind = 'reminder' order by created_at", [
      id,
    ]);
  expect((await reminders()).rows).toHaveLength(1);
  await runOnceTimers(assembled);
  expect((await reminders()).rows).toHaveLength(1);
  clock.advance(48 * HOUR_MS);
  await runOnceTimers(assembled);
  const page = await pageOf(id);
  expect(page).toMatchObject({ state: "closed" });
  expect(page.events.find(({ type }) => type === "closed")!.body).toMatchObject({ by: "rule", rule: "c.confirmation" });
  expect((await reminders()).rows.at(-1)!.text).toMatch(/closed by rule/);
  const view = await call<Json>(null, "GET", `/api/v1/cases/${link}`);
  expect(view.body).toMatchObject({ status: "closed", closedByRule: true });
});

test("a link opens its own case for thirty days, and no other purpose or case", async () => {
  const { link } = await solved();
  const broken = `${link.slice(0, -2)}xx`;
  expect(await call(null, "GET", `/api/v1/cases/${broken}`)).toMatchObject({
    status: 410,
    body: { code: "link_expired" },
  });
  expect((await call(null, "GET", `/files/${link}/a.txt`)).status).not.toBe(200);
  clock.advance(31 * 24 * HOUR_MS);
  expect((await call(null, "GET", `/api/v1/cases/${link}`)).status).toBe(410);
});
