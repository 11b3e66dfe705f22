import { expect, test } from "vitest";
import { ABILITIES } from "../../src/domain/permission/index.ts";
import { fakeClock } from "../support/fake-clock.ts";
import { mountedDesk } from "../support/mounted-desk.ts";
import { runOnceTimers } from "../support/run-once-timers.ts";
import { staffDesk } from "../support/staff-desk.ts";
import { DEFAULT_TEAM_ID } from "../support/test-desk.ts";
import { testDatabase } from "../support/test-database.ts";

const HOUR_MS = 3_600_000;
const clock = fakeClock("2026-03-02T02:00:00Z");
const database = await testDatabase();
const { assembled, app } = await mountedDesk(database, { now: clock.now });
// A procedure that wants an analysis of the root cause before any case closes.
await database.db.pool.query(
  `update sop_version set content = jsonb_set(content, '{gates}', content -> 'gates' || $1::jsonb) where status = 'published'`,
  [
    JSON.stringify({
      id: "own.root-cause",
      transition: "close",
      demands: [{ form: "root_cause_analysis", label: { zh: "根因分析", en: "Root cause" } }],
      source: "本包约定",
    }),
  ],
);
const people = await staffDesk(database.db, { clock });
const engineer = await people.addPerson("agent", { name: "李工", teamIds: [DEFAULT_TEAM_ID] });
const headers = await people.addToken(engineer.id, [...ABILITIES]);

async function call<T>(method: "GET" | "POST", url: string, payload?: object) {
  const answer = await app.inject({ method, url, headers, ...(payload ? { payload } : {}) });
  return { status: answer.statusCode, body: (answer.body ? answer.json() : null) as T };
}

test("REQ: CL-01 a rule that a gate holds says on the case what is missing, to its owner, and closes nothing", async () => {
  const made = await call<{ id: string }>("POST", "/api/v1/tickets", {
    contact: { name: "张三", email: "zhang@acme.example" },
    subject: "打印机",
    text: "不能打印",
    assigneeId: engineer.id,
    acknowledge: false,
  });
  const { id } = made.body;
  const submit = (formId: string, content: object) =>
    call("POST", `/api/v1/tickets/${id}/forms/${formId}`, { content });
  await submit("result_notice", { cause: "卡纸", measures: "已清理", prevention: "换纸" });
  await submit("service_summary", { root_cause: "纸张", root_cause_type: "operation", customer_opinion: [] });
  expect((await call("POST", `/api/v1/tickets/${id}/solution`, {})).status).toBe(204);
  clock.advance(73 * HOUR_MS);
  await runOnceTimers(assembled);
  const { state, messages } = (
    await call<{ state: string; messages: { direction: string; text: string }[] }>("GET", `/api/v1/tickets/${id}`)
  ).body;
  expect(state).toBe("solved");
  const notes = messages.filter(({ direction }) => direction === "note").map(({ text }) => text);
  expect(notes).toEqual(["按规则应当关闭，但还缺：根因分析（填写“根本原因分析”）"]);
  const told = await database.db.pool.query<{ kind: string }>("select kind from notification where staff_id = $1", [
    engineer.id,
  ]);
  expect(told.rows.map(({ kind }) => kind)).toContain("followed_changed");
  const letters = await database.db.pool.query(
    "select text from message where ticket_id = $1 and text like '%已按规则关闭%'",
    [id],
  );
  expect(letters.rowCount).toBe(0);
});
