import type { Procedure, Procedures } from "../../src/core/sop/index.ts";
import { clockEvents, foldClocks, type Metric, type PromiseLine } from "../../src/domain/clocks/index.ts";
import { formProblems } from "../../src/domain/sop/index.ts";
import type { Priority, TicketEvent } from "../../src/domain/ticket/index.ts";
import { alwaysOpen, compileCalendar, HOUR_MS, MINUTE_MS } from "../../src/domain/time/index.ts";
import type { OpenDatabase } from "../../src/platform/db/index.ts";
import { standardPack } from "./shipped-pack.ts";

export const FAKE_SOP_VERSION_ID = "01900000-0000-7000-8000-00000000f00d";

const FIRST_RESPONSE_MS: Record<Priority, number> = {
  P0: 5 * MINUTE_MS,
  P1: 30 * MINUTE_MS,
  P2: 2 * HOUR_MS,
  P3: 4 * HOUR_MS,
};

const line = (id: string, metric: Metric, priority: Priority, ms: number): PromiseLine => ({
  id,
  metric,
  title: { zh: id, en: id },
  when: [{ priority: [priority] }],
  target: { type: "within", ms },
  calendar: "always",
  pauses: metric === "resolution" ? ["waiting_customer"] : [],
  warn: [0.5],
  onWarn: [],
  onBreach: [],
  via: [],
  source: "test",
});

const LINES: readonly PromiseLine[] = (["P0", "P1", "P2", "P3"] as const).flatMap((priority) => [
  line(`first-response.${priority}`, "first_response", priority, FIRST_RESPONSE_MS[priority]),
  line(`resolution.${priority}`, "resolution", priority, 6 * FIRST_RESPONSE_MS[priority]),
]);

const always = compileCalendar(alwaysOpen("Asia/Shanghai"));
if (!always.ok) throw new Error("the calendar that never closes did not compile");
const CALENDARS = new Map([["always", always.value]]);
const NOTICE = { zh: "结果告知", en: "Result notice" };

const pack = standardPack();

const fold = (events: readonly TicketEvent[], now: number, ledgers: boolean) =>
  foldClocks({ lines: LINES, calendars: CALENDARS, events: clockEvents(events), now, ledgers });

/** The shipped categories, with promises, gates and forms of its own: a response and a solving promise for each priority. */
export const fakeProcedure: Procedure = {
  sopVersionId: FAKE_SOP_VERSION_ID,
  pack,
  clocks: (events, now) => fold(events, now, false),
  explainedClocks: (events, now) => fold(events, now, true),
  line: (lineId) => LINES.find((known) => known.id === lineId) ?? null,
  calendarName: (id) => (id === "always" ? { zh: "全天", en: "Around the clock" } : null),
  priority: ({ text }) => ({
    priority: text.includes("宕机") ? "P0" : "P2",
    reasons: [{ zh: "默认", en: "Default" }],
  }),
  demands: (transition, ticket) =>
    transition === "solve" && !ticket.forms["result_notice"]
      ? [
          {
            gateId: "notice",
            transition,
            kind: "form",
            formId: "result_notice",
            targetId: null,
            label: NOTICE,
            todo: NOTICE,
          },
        ]
      : [],
  checkForm: (formId, content) => {
    const shipped = formId === "support_request" ? pack.forms.find(({ id }) => id === formId) : undefined;
    if (shipped) return { known: true, problems: formProblems(shipped, content).map(({ problem }) => problem) };
    return {
      known: formId === "result_notice",
      problems: content["cause"] ? [] : [{ zh: "请填写原因", en: "Give the cause" }],
    };
  },
};

/** Procedures that know this one alone; its version stands in the database afterwards. */
export async function fakeProcedures(db: OpenDatabase): Promise<Procedures> {
  await db.pool.query(
    `insert into sop_version (id, pack_id, number, status, content, digest)
     values ($1, 'test', 1, 'published', '{}', repeat('0', 64)) on conflict do nothing`,
    [FAKE_SOP_VERSION_ID],
  );
  return { published: async () => fakeProcedure, version: async () => fakeProcedure };
}
