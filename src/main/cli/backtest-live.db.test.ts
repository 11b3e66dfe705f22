import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, test, vi } from "vitest";
import { runCli } from "../../../test/support/run-cli.ts";
import { emptyDatabase } from "../../../test/support/test-database.ts";
import type { BacktestResult } from "../../domain/backtest/index.ts";

vi.setConfig({ testTimeout: 180_000 });

const folder = mkdtempSync(path.join(tmpdir(), "bihuan-backtest-live-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const { url } = await emptyDatabase();
const jsonIn = (output: string) => output.slice(output.indexOf("{\n"));
const own = { DATA_DIR: path.join(folder, "data"), DATABASE_URL: url };

test("a desk's own history is tried under another pack, next to the published one", async () => {
  expect((await runCli(["demo", "--tickets", "20"], own)).code).toBe(0);
  const report = path.join(folder, "out", "report.html");
  const words = ["sop", "backtest", "--candidate", "complaints", "--json", "--report", report];
  const [first, second] = [await runCli(words, own), await runCli(words, own)];
  expect(first.code).toBe(0);
  const result = JSON.parse(jsonIn(first.output)) as BacktestResult;
  expect(result).toMatchObject({
    current: { id: "standard" },
    candidate: { id: "complaints" },
    history: { source: "live", tickets: 20, malformed: { count: 0 } },
  });
  expect(result.totals.current.clocks).toBeGreaterThan(20);
  expect(jsonIn(second.output)).toBe(jsonIn(first.output));
  expect(readFileSync(report, "utf8")).toContain("本服务台的工单");
});
