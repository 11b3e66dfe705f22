import { afterEach, expect, test, vi } from "vitest";
import { runBulk } from "./run-bulk.ts";
import { snoozeMoments } from "./snooze-moments.ts";

afterEach(() => vi.unstubAllGlobals());

const ids = Array.from({ length: 60 }, (_, at) => `t${at}`);

test("many are changed in pieces with progress; what was refused comes back with its reason", async () => {
  vi.stubGlobal("fetch", async (_: string, request: RequestInit) => {
    const { ticketIds } = JSON.parse(String(request.body)) as { ticketIds: string[] };
    const refused = ticketIds.filter((id) => id === "t30");
    return Response.json({
      changed: ticketIds.filter((id) => id !== "t30"),
      refused: refused.map((ticketId) => ({ ticketId, number: 30, code: "closed", detail: "已关闭" })),
    });
  });
  const progress: number[] = [];
  const outcome = await runBulk(ids, { change: { addTags: ["登录"] } }, (done) => progress.push(done));
  expect(progress).toEqual([25, 50, 60]);
  expect(outcome).toMatchObject({
    changed: { length: 59 },
    refused: [{ number: 30, detail: "已关闭" }],
    left: [],
    error: null,
  });
});

test("after a lost connection what was not tried stays chosen", async () => {
  let calls = 0;
  vi.stubGlobal("fetch", async (_: string, request: RequestInit) => {
    calls += 1;
    if (calls > 1) throw new TypeError("network");
    return Response.json({
      changed: (JSON.parse(String(request.body)) as { ticketIds: string[] }).ticketIds,
      refused: [],
    });
  });
  const outcome = await runBulk(ids, { change: { snoozeUntil: null } }, () => undefined);
  expect([outcome.changed.length, outcome.left.length]).toEqual([25, 35]);
  expect(outcome.error).toBeInstanceOf(Error);
});

test("next Monday is never today, and mornings are at nine", () => {
  const monday = new Date(2026, 2, 2, 10);
  const moments = snoozeMoments(monday);
  const next = moments.find(({ name }) => name === "monday")?.at;
  expect([next?.getDate(), next?.getHours(), next?.getDay()]).toEqual([9, 9, 1]);
  expect(moments.every(({ at }) => at > monday)).toBe(true);
});
