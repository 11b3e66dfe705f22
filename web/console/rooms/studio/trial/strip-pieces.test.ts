import { expect, test } from "vitest";
import { scaleOf, stripPieces } from "./strip-pieces.ts";

const stretch = (from: number, to: number, kind: "counted" | "paused" | "outside_hours") => ({
  from,
  to,
  kind,
  reason: kind === "paused" ? "waiting_customer" : null,
  names: [],
});

test("REQ: TR-04 what was counted after the deadline is lateness; both sides share one scale", () => {
  const before = { startedAt: 0, dueAt: 20, ledger: [stretch(0, 10, "counted"), stretch(10, 40, "paused")] };
  const after = { startedAt: 0, dueAt: 30, ledger: [stretch(0, 50, "counted"), stretch(50, 100, "counted")] };
  const scale = scaleOf([before, after]);
  expect(scale).toEqual({ from: 0, to: 100 });
  expect(stripPieces(after, scale).map(({ kind, from, to }) => [kind, from, to])).toEqual([
    ["counted", 0, 0.3],
    ["late", 0.3, 0.5],
    ["late", 0.5, 1],
  ]);
  expect(stripPieces(before, scale).map(({ kind, reason, to }) => [kind, reason, to])).toEqual([
    ["counted", null, 0.1],
    ["paused", "waiting_customer", 0.4],
  ]);
});
