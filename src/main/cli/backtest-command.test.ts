import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { runCli } from "../../../test/support/run-cli.ts";
import { skipWithoutSharedData } from "../../../test/support/shared-data.ts";
import { SYNTHETIC_MAP, writeSyntheticLog } from "../../../test/support/synthetic-log.ts";
import type { BacktestResult } from "../../domain/backtest/index.ts";

const COMMANDS_TAKE_MS = 120_000;
const MAPS = path.join(import.meta.dirname, "../../../sop/backtest-maps");
const ROWS = 1_800;

const folder = mkdtempSync(path.join(tmpdir(), "bihuan-backtest-"));
afterAll(() => rmSync(folder, { recursive: true }));
const [log, map, report] = ["log.csv", "map.yaml", "report.html"].map((name) => path.join(folder, name)) as [
  string,
  string,
  string,
];
await writeSyntheticLog(log, ROWS);
writeFileSync(map, SYNTHETIC_MAP);

/** Standard output alone: a slow machine hears of the progress before it. */
const jsonIn = (output: string) => output.slice(output.indexOf("{\n"));

const backtest = (...words: string[]) => runCli(["sop", "backtest", ...words], {});
const BOTH = ["--candidate", "standard", "--current", "service-centre"];

describe("bihuan sop backtest", { timeout: COMMANDS_TAKE_MS }, () => {
  it("prints the result as JSON and writes the report, both the same to the byte the next time", async () => {
    const run = () => backtest(...BOTH, "--history", log, "--map", map, "--json", "--report", report);
    const first = await run();
    const page = readFileSync(report, "utf8");
    const second = await run();
    expect([first.code, second.code]).toEqual([0, 0]);
    expect(jsonIn(second.output)).toBe(jsonIn(first.output));
    expect(readFileSync(report, "utf8")).toBe(page);
    const result = JSON.parse(jsonIn(first.output)) as BacktestResult;
    expect(result).toMatchObject({
      current: { id: "service-centre" },
      candidate: { id: "standard" },
      history: { source: "csv", name: "log.csv", zone: "Asia/Shanghai", malformed: { count: 0 } },
    });
    expect(result.figures.teams.map(({ id }) => id).toSorted()).toEqual(["Night desk", "R&D", "支持一组", "支持二组"]);
    expect(result.differing).toHaveLength(20);
  });

  it("says the same in a few lines without --json, and what was guessed without a map", async () => {
    const { code, output } = await backtest("--candidate", "standard", "--history", log);
    expect(code).toBe(0);
    expect(output).toContain("现行 current    standard");
    expect(output).toContain("case “case”, activity “activity”, moment “time”");
    expect(output).toMatch(/变好 better 0 · 变差 worse 0/);
  });

  it("limits the cases by the day they opened, in the zone of the map", async () => {
    const of = async (...words: string[]) => {
      const { output } = await backtest(...BOTH, "--history", log, "--map", map, "--json", ...words);
      return (JSON.parse(jsonIn(output)) as BacktestResult).history;
    };
    const all = await of();
    const first = await of("--to", "2024-01-08");
    const later = await of("--from", "2024-01-09");
    expect(first.tickets + later.tickets).toBe(all.tickets);
    expect(first.ticketsLeftOut).toBe(later.tickets);
    expect(first.tickets).toBeGreaterThan(0);
    expect(later.tickets).toBeGreaterThan(0);
  });

  it("ends with 3 where rows were malformed, and lists them", async () => {
    const damaged = path.join(folder, "damaged.csv");
    writeFileSync(damaged, `${readFileSync(log, "utf8")}C-1,Danced,2024-01-09 10:00:00,,low\n`);
    const { code, output } = await backtest(...BOTH, "--history", damaged, "--map", map);
    expect(code).toBe(3);
    expect(output).toContain(
      `第 ${ROWS + 2} 行 line ${ROWS + 2}: 映射文件没有列出该活动 · the map does not list this activity: Danced`,
    );
  });

  it.each<[what: string, code: number, words: string[], says: RegExp]>([
    ["no candidate", 2, ["--history", log], /--candidate/],
    ["a pack that is not there", 2, ["--candidate", "no-such", "--history", log], /no such file or folder/],
    ["a history that is not there", 2, [...BOTH, "--history", "no-such.csv"], /no such file or folder: no-such\.csv/],
    ["a map that is none", 2, [...BOTH, "--history", log, "--map", log], /映射文件.*\n.*is not valid/],
    ["a day that is none", 2, [...BOTH, "--history", log, "--from", "soon"], /2025-01-31/],
    ["a zone that is none", 2, [...BOTH, "--history", log, "--zone", "Mars"], /Europe\/Berlin/],
    [
      "a map for another file",
      1,
      [...BOTH, "--history", log, "--map", path.join(MAPS, "bpi-13-incidents.yaml")],
      /CaseID/,
    ],
  ])("ends with its code and a sentence for %s", async (_, code, words, says) => {
    const ran = await backtest(...words);
    expect([ran.code, ran.output]).toEqual([code, expect.stringMatching(says)]);
    expect(ran.output).not.toMatch(/^\s+at /m);
  });
});

/** What the two logs hold is known from the files themselves: rows, cases, first and last opening. */
describe("the logs of real desks", { timeout: COMMANDS_TAKE_MS }, () => {
  const run = async (file: string, name: string) => {
    const ran = await backtest(...BOTH, "--history", file, "--map", path.join(MAPS, `${name}.yaml`), "--json");
    expect(ran.code).toBe(0);
    return JSON.parse(jsonIn(ran.output)) as BacktestResult;
  };

  it("of an Italian help desk: 4,580 cases without a malformed row", async (context) => {
    const { history, totals, figures } = await run(
      skipWithoutSharedData(context, "logs/italian-helpdesk.csv"),
      "italian-helpdesk",
    );
    expect([history.tickets, history.malformed.count]).toEqual([4_580, 0]);
    const resolution = figures.metrics.find(({ id }) => id === "resolution");
    // Each case has one solution at least; 206 were opened again and have another.
    expect(resolution?.candidate.clocks).toBeGreaterThanOrEqual(4_580);
    expect(totals.candidate.kept).toBeGreaterThan(0);
    expect(history.notes.at(-1)?.en).toContain("not judged");
  });

  it("of a car maker's incidents: 7,554 cases without a malformed row", async (context) => {
    const { history, figures } = await run(
      skipWithoutSharedData(context, "logs/bpi_13_incidents.csv"),
      "bpi-13-incidents",
    );
    expect([history.tickets, history.malformed.count]).toEqual([7_554, 0]);
    const first = figures.metrics.find(({ id }) => id === "first_response");
    expect(first?.current.clocks).toBe(7_554);
    expect(first?.current.keptShare).toBeGreaterThan(0.9);
  });
});
