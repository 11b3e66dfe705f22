import { expect, test } from "vitest";
import type { PromiseLine, When } from "../../../../../src/domain/clocks/promise-line.ts";
import { promiseMatrix } from "./promise-matrix.ts";

const MINUTE_MS = 60_000;
const line = (id: string, minutes: number, when: When[]): PromiseLine => ({
  id,
  metric: "first_response",
  title: { zh: "首次响应", en: "First response" },
  when,
  target: { type: "within", ms: minutes * MINUTE_MS },
  calendar: "always",
  pauses: [],
  warn: [],
  onWarn: [],
  onBreach: [],
  via: [],
  source: "test",
});

const LINES = [
  line("all", 240, []),
  line("p1", 30, [{ priority: ["P1"] }]),
  line("vip", 20, [{ tier: ["strategic"], priority: ["P1"] }]),
  line("complaint", 60, [{ kind: ["complaint"] }]),
  line("crash", 5, [{ priority: ["P1"], category: ["fault.crash"] }]),
];
const [faults, complaints] = promiseMatrix(LINES, "first_response", ["fault", "consultation", "complaint"]);

test("REQ: TR-04 a cell shows the strictest promise; kinds that are promised the same share a row", () => {
  expect([faults?.kinds, complaints?.kinds]).toEqual([["fault", "consultation"], ["complaint"]]);
  expect(faults?.cells.P0.strictest?.id).toBe("all");
  expect(faults?.cells.P1.strictest?.id).toBe("p1");
  expect([complaints?.cells.P0.strictest?.id, complaints?.cells.P1.strictest?.id]).toEqual(["complaint", "p1"]);
});

test("a tier that is promised more, and lines that ask for more than the matrix shows, are told apart", () => {
  expect(faults?.cells.P1.byTier.map(({ tier, line: one }) => `${tier} ${one.id}`)).toEqual(["strategic vip"]);
  expect(faults?.cells.P1.sometimes.map(({ id }) => id)).toEqual(["crash"]);
  expect(faults?.cells.P1.lines.map(({ id }) => id)).toEqual(["crash", "vip", "p1", "all"]);
  expect(faults?.cells.P0.byTier).toEqual([]);
});

test("a metric that nobody is promised has rows without lines", () => {
  expect(promiseMatrix(LINES, "survey", ["fault"])[0]?.cells.P0).toEqual({
    strictest: null,
    byTier: [],
    sometimes: [],
    lines: [],
  });
});
