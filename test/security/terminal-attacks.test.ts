import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { judgedMetrics } from "../../src/features/backtest/judged-metrics.ts";
import { runCli } from "../support/run-cli.ts";

const COMMANDS_TAKE_MS = 120_000;
const folder = mkdtempSync(path.join(tmpdir(), "bihuan-terminal-"));
afterAll(() => rmSync(folder, { recursive: true }));

const ESC = "\u001b";
/** Sets the window's title, clears the screen, rings, goes back in the line, by one sign of C1, and turns the text round. */
const HOSTILE = `${ESC}]0;owned\u0007${ESC}[2J\u0008\r\u009b31m\u202e`;
const COMMANDS = /(?![\n\t])[\p{Cc}\u202e]/u;

async function backtest(name: string, content: string, ...words: string[]) {
  const file = path.join(folder, name);
  writeFileSync(file, content);
  return runCli(["sop", "backtest", "--candidate", "standard", "--history", file, ...words], {});
}

describe("what hostile files say to a terminal", { timeout: COMMANDS_TAKE_MS }, () => {
  test("control sequences in header, cells and bad rows of a log reach no terminal, as words or as JSON", async () => {
    const log = [
      `case,activity,time,priority`,
      `1,opened ${HOSTILE},2025-01-06T09:00:00Z,${HOSTILE}`,
      `1,closed,2025-01-06T10:00:00Z,${HOSTILE}`,
      `2,opened,${HOSTILE},P1`,
      `3,opened`,
    ].join("\n");
    for (const words of [[], ["--json"]]) {
      const { code, output } = await backtest("hostile.csv", log, ...words);
      expect(code).toBe(3);
      expect(output).toContain("closed");
      expect(output).not.toMatch(COMMANDS);
    }
    const junk = await backtest("junk.csv", `${HOSTILE}a,b${ESC}[31m\n1,2\n`);
    expect(junk.code).toBe(1);
    expect(junk.output).not.toMatch(COMMANDS);
  });

  test("a file or a pack that is not there is named without what its name commands", async () => {
    const missing = await runCli(["sop", "backtest", "--candidate", `${HOSTILE}pack.yaml`, "--history", "x.csv"], {});
    expect(missing.code).toBe(2);
    expect(missing.output).not.toMatch(COMMANDS);
  });

  test("an empty file is called empty", async () => {
    for (const content of ["", "\n \n\r\n"]) {
      const { code, output } = await backtest("empty.csv", content);
      expect([code, output]).toEqual([1, expect.stringContaining("empty.csv is empty")]);
    }
  });
});

test("a log without acknowledgements says nothing of their lateness: an answer alone is none", () => {
  expect(judgedMetrics([["opened"], ["answered"], ["closed"]], false).has("acknowledged")).toBe(false);
  expect(judgedMetrics([["opened"], ["acknowledged"]], false).has("acknowledged")).toBe(true);
});
