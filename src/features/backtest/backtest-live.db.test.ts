import { describe, expect, it } from "vitest";
import { compiledCalendars, shippedPack } from "../../../test/support/shipped-pack.ts";
import { testDesk } from "../../../test/support/test-desk.ts";
import { makeTicket, type MadeTicket } from "../../../test/support/ticket-fixtures.ts";
import { changeTicket } from "../../core/tickets/index.ts";
import { accepted } from "../../domain/result.ts";
import type { Pack } from "../../domain/sop/index.ts";
import type { TicketEventBody } from "../../domain/ticket/index.ts";
import { newId } from "../../platform/ids.ts";
import { backtestLive, dryRun } from "./index.ts";

const MINUTE_MS = 60_000;
const desk = await testDesk(() => []);
const staff = await desk.person("agent");
const calendars = compiledCalendars();

/** The first response within so many minutes, and nothing else. */
function packOf(minutes: number): Pack {
  const standard = shippedPack("service-centre");
  const [line] = standard.promises.filter(({ id }) => id === "c.first-response.p1");
  if (!line) throw new Error("the pack has another line");
  return {
    ...standard,
    id: `within-${minutes}`,
    promises: [{ ...line, when: [], target: { type: "within", ms: minutes * MINUTE_MS }, calendar: "always" }],
  };
}
const sides = { current: packOf(30), candidate: packOf(20), calendars };

async function happens(ticket: MadeTicket, body: TicketEventBody): Promise<void> {
  const request = { ticketId: ticket.id, actor: { kind: "staff" as const, id: staff.id }, now: desk.clock.now() };
  await desk.db.inTransaction((tx) => changeTicket(desk.desk, tx, request, () => accepted([body])));
}

async function answeredAfter(minutes: number): Promise<MadeTicket> {
  const ticket = await makeTicket(desk);
  desk.clock.advance(minutes * MINUTE_MS);
  await happens(ticket, { type: "message_sent", messageId: newId(), kind: "reply" });
  return ticket;
}

const openedFirst = desk.clock.now();
const quick = await answeredAfter(10);
const openedSecond = desk.clock.now();
const slow = await answeredAfter(25);

describe("the desk's own history", () => {
  it("is judged by both packs, with the team's name", async () => {
    const totals: number[] = [];
    const result = await backtestLive(desk.db, {
      ...sides,
      zone: "Asia/Shanghai",
      from: null,
      to: null,
      threads: 1,
      onTotal: (tickets) => totals.push(tickets),
    });
    expect(totals).toEqual([2]);
    expect(result.history).toMatchObject({ source: "live", tickets: 2, ticketsLeftOut: 0, from: openedFirst });
    expect([result.totals.current.kept, result.totals.candidate.kept]).toEqual([2, 1]);
    expect(result.totals.candidate.lateMs?.max).toBe(5 * MINUTE_MS);
    expect(result.differing[0]).toMatchObject({ name: String(slow.number), differenceMs: 5 * MINUTE_MS });
    expect(result.figures.teams.map(({ id }) => id)).not.toContain("");
  });

  it("is the same to the byte, and limited by the moment of opening", async () => {
    const given = { ...sides, zone: "Asia/Shanghai", from: openedSecond, to: null, threads: 1 };
    const [first, second] = [await backtestLive(desk.db, given), await backtestLive(desk.db, given)];
    expect(JSON.stringify(first)).toBe(JSON.stringify(second));
    expect(first.history).toMatchObject({ tickets: 1, ticketsLeftOut: 1 });
    const before = await backtestLive(desk.db, { ...given, from: null, to: openedSecond });
    expect(before.differing.map(({ name }) => name)).toEqual([String(quick.number)]);
  });
});

describe("a dry run", () => {
  const run = (scope: { ticketNumber: number } | { last: number }) =>
    desk.db.inTransaction((tx) => dryRun(tx, { ...sides, scope, now: desk.clock.now() }));

  it("shows every clock of one ticket on both sides", async () => {
    const { differing, history } = await run({ ticketNumber: quick.number });
    expect(history).toMatchObject({ source: "dry_run", tickets: 1, until: desk.clock.now() });
    expect(differing).toHaveLength(1);
    const due = (side: "current" | "candidate") =>
      differing[0]?.clocks[side].map(({ dueAt }) => (dueAt ?? 0) - openedFirst);
    expect([due("current"), due("candidate")]).toEqual([[30 * MINUTE_MS], [20 * MINUTE_MS]]);
    expect(differing[0]?.clocks.candidate[0]?.state).toBe("met");
  });

  it("takes the last tickets, and refuses a number that no ticket has", async () => {
    const { history, differing } = await run({ last: 1 });
    expect([history.tickets, differing[0]?.name]).toEqual([1, String(slow.number)]);
    await expect(run({ ticketNumber: 999_999 })).rejects.toMatchObject({ code: "not_found" });
  });

  it("says how many there are and how far it is, and stops when told", async () => {
    const told: number[] = [];
    const given = {
      ...sides,
      scope: { last: 2 },
      now: desk.clock.now(),
      onTotal: (tickets: number) => told.push(tickets),
    };
    const onProgress = ({ tickets }: { tickets: number }) => told.push(tickets);
    await desk.db.inTransaction((tx) => dryRun(tx, { ...given, onProgress }));
    expect(told).toEqual([2, 2]);
    const stopped = desk.db.inTransaction((tx) => dryRun(tx, { ...given, signal: AbortSignal.abort() }));
    await expect(stopped).rejects.toThrow(/abort/i);
  });
});
