import { expect, test } from "vitest";
import { medianRound, quantile, timesOf } from "../desk/figures.ts";
import { fitSoak } from "../soak/soak-result.ts";
import type { BenchResult } from "./bench-result.ts";
import { PUBLISHED } from "../yardsticks/request-tracker.ts";
import { sizeChart } from "./size-chart.ts";
import { targetRows } from "./targets.ts";
import { writePage } from "./write-page.ts";

const inbox = (tickets: number, p50: number, p95: number) => ({
  name: "inbox page",
  tickets,
  figures: { p50, p95 },
  load1: 0.5,
});
const result = (over: Partial<BenchResult> = {}): BenchResult => ({
  form: "long",
  startedAt: "2026-03-02T09:00:00.000Z",
  minutes: 30,
  machine: { cpus: 2, model: "<cpu>", memory_gib: 24, node: "24", postgres: "18", revision: "abc" },
  load1: { before: 0, after: 2 },
  filled: [10_000, 1_000_000].map((tickets) => ({
    tickets,
    open: 100,
    rows: { ticket: tickets },
    seconds: { rows: 1, indexes: 1 },
    database_mib: 10,
  })),
  bare: { driver: "pgbench", clients: 16, perSecond: 4_000, p50: 1, p95: 2, p99: 3 },
  requestTracker: PUBLISHED,
  measured: [
    inbox(10_000, 3, 6),
    inbox(1_000_000, 4, 8),
    { name: "create ticket", tickets: 1_000_000, figures: { perSecond: 900 }, load1: 1 },
  ],
  ...over,
});
const row = (of: BenchResult, en: string) => targetRows(of).find((one) => one.en.startsWith(en))!;

test("quantiles are nearest-rank, the median round is the middle rate, errors are summed", () => {
  expect(quantile([1, 2, 3, 4], 0.5)).toBe(2);
  expect(quantile([], 0.5)).toBe(0);
  expect(timesOf([5, 1, 3])).toEqual({ p50: 3, p95: 5, p99: 5, max: 5 });
  const round = (perSecond: number, errors: number) => ({ ...timesOf([1]), perSecond, count: 1, errors });
  expect(medianRound([round(9, 1), round(1, 0), round(5, 2)])).toMatchObject({ perSecond: 5, errors: 3 });
});

test("a row is met, missed, or not shown", () => {
  expect(row(result(), "inbox page of 50")).toMatchObject({ met: true, figure: "4 / 8 ms at 1,000,000" });
  expect(row(result(), "inbox page against")).toMatchObject({ met: true, figure: "1.33 × from 10,000 to 1,000,000" });
  expect(row(result(), "ticket creation over")).toMatchObject({ met: false });
  expect(row(result(), "ticket creation against")).toMatchObject({ met: true, figure: "62.5 ×" });
  const slower = { ...PUBLISHED, source: "measured in this run", create_per_second_8_clients: 20 };
  expect(row(result({ requestTracker: slower }), "ticket creation against")).toMatchObject({
    met: false,
    figure: "45.0 ×",
  });
  const beside = { name: "Request Tracker", tickets: 1_000_000, figures: { perSecond: 10 }, load1: 1 };
  const measured = [...result().measured, beside];
  expect(row(result({ requestTracker: slower, measured }), "ticket creation against").figure).toBe("90.0 ×");
  expect(row(result(), "reply added")).toMatchObject({ met: null, figure: "–" });
  expect(targetRows(result({ measured: [] })).filter(({ met }) => met !== null)).toEqual([]);
});

test("what holds at a smaller size is not called met for the large one, what fails there is missed", () => {
  const small = { filled: result().filled.slice(0, 1) };
  expect(row(result({ ...small, measured: [inbox(10_000, 3, 6)] }), "inbox page of 50").met).toBeNull();
  expect(row(result({ ...small, measured: [inbox(10_000, 30, 60)] }), "inbox page of 50").met).toBe(false);
});

test("the page counts the rows, and has the soak where there is one", () => {
  const [met, missed] = [true, false].map((is) => targetRows(result()).filter((one) => one.met === is).length);
  expect(writePage([result()])).toContain(`${met} met, ${missed} not met`);
  expect(writePage([result()])).not.toContain("Soak");
  const byMinute = Array.from({ length: 60 }, (_, minute) => ({
    minute,
    rss_mib: 200 + minute,
    heap_mib: 60,
    postgres_mib: 1,
  }));
  const { machine, load1, startedAt } = result();
  const soak = {
    form: "soak" as const,
    startedAt,
    minutes: 60,
    machine,
    load1,
    done: { inbox: 7 },
    turned_away: 0,
    failed: 0,
  };
  const page = writePage([], { ...soak, by_minute: byMinute, fit: fitSoak(byMinute) });
  expect(page).toContain("60 MiB/h");
  expect(page).toContain("未达到 not met");
});

test("the page says every row and draws the sizes; foreign text is no markup", () => {
  const page = writePage([result()]);
  for (const { en } of targetRows(result())) expect(page).toContain(en);
  expect(page).toContain("<svg");
  expect(page).not.toContain("<cpu>");
  expect(sizeChart(result({ filled: result().filled.slice(0, 1) }))).toBe("");
});
