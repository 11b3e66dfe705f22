import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import type { Trial } from "../../domain/backtest/index.ts";
import { compiledCalendars, shippedPack } from "../../../test/support/shipped-pack.ts";
import { syntheticHistory } from "../../../test/support/synthetic-history.ts";
import { judgeHistory } from "./judge-history.ts";
import { renderReport } from "./report/render-report.ts";
import { REPORT_LANGUAGES } from "./report/words.ts";
import { sideOf } from "./side-of.ts";

const THREADS_TAKE_MS = 180_000;
/** More events than are judged without threads. */
const TICKETS = 3_600;

const calendars = compiledCalendars();
const trial = (): Trial => ({
  current: sideOf(shippedPack("service-centre"), calendars),
  candidate: sideOf(shippedPack("standard"), calendars),
  zone: "Asia/Shanghai",
  until: Date.UTC(2025, 1, 10),
  showAll: false,
});
const source = () => ({
  source: "live" as const,
  name: "",
  ticketsLeftOut: 0,
  malformed: { count: 0, reasons: [], first: [] },
  notes: [],
});
const digest = (text: string) => createHash("sha256").update(text).digest("hex");

describe("a history judged on threads", { timeout: THREADS_TAKE_MS }, () => {
  it("gives the same bytes, JSON and report, for any number of them, and tells each ticket once", async () => {
    const seen: string[] = [];
    for (const threads of [1, 2, 3]) {
      let told = 0;
      const result = await judgeHistory(syntheticHistory(TICKETS), trial(), {
        source,
        threads,
        onProgress: ({ tickets }) => (told += tickets),
      });
      expect(told).toBe(TICKETS);
      expect(result.history.events).toBeGreaterThan(30_000);
      seen.push(digest(JSON.stringify(result)) + digest(renderReport(result, REPORT_LANGUAGES)));
    }
    expect(new Set(seen).size).toBe(1);
  });

  it("ends with what a thread threw", async () => {
    const history = [...syntheticHistory(TICKETS), { name: "broken", team: null, events: { length: 1 } as never }];
    await expect(judgeHistory(history, trial(), { source, threads: 2 })).rejects.toThrow(
      /find is not a function|could not be cloned/,
    );
  });

  it("stops when it is told to", async () => {
    const stopping = new AbortController();
    const running = judgeHistory(syntheticHistory(TICKETS), trial(), {
      source,
      threads: 1,
      onProgress: () => stopping.abort(new Error("enough")),
      signal: stopping.signal,
    });
    await expect(running).rejects.toThrow("enough");
  });
});
