import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import iconv from "iconv-lite";
import { describe, expect, it, onTestFinished } from "vitest";
import { parse } from "yaml";
import { CodedError } from "../../../contract/coded-error.ts";
import type { TicketHistory } from "../../../domain/backtest/index.ts";
import { parseHistoryMap, type HistoryMap } from "./history-map.ts";
import { readLog, type EventLog } from "./read-log.ts";

function logFile(content: string | Buffer): string {
  const folder = mkdtempSync(path.join(tmpdir(), "bihuan-log-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = path.join(folder, "log.csv");
  writeFileSync(file, content);
  return file;
}

function mapOf(yaml: string): HistoryMap {
  const map = parseHistoryMap(parse(yaml));
  if (!map.ok) throw new Error(JSON.stringify(map.refusal));
  return map.value;
}

const read = (content: string | Buffer, map: HistoryMap | null = null) =>
  readLog(logFile(content), { map, zone: "UTC" });

const histories = ({ table, lastRowSolves }: EventLog, given: { from?: number; to?: number } = {}): TicketHistory[] => [
  ...table.histories({ from: given.from ?? null, to: given.to ?? null, lastRowSolves, onLeftOut: () => undefined }),
];

const types = ({ events }: TicketHistory) => events.map(({ type }) => type);

const MAP = mapOf(`
zone: UTC
columns: { case: id, activity: what, moment: at, team: team }
moments: [iso, "d/M/yyyy H:mm"]
facts:
  kind: { is: complaint }
  priority: { column: prio, values: { high: P1, low: P3 } }
activities: { new: opened, reply: answered, done: solved }
`);

describe("a log with a map", () => {
  it("groups and sorts rows that stand in any order; those of one moment stay as they are", async () => {
    const log = await read(
      "id,what,at,team,prio\nB,done,2024-01-02 12:00,二组,low\nA,done,2024-01-02 09:00,一组,low\nB,new,2/1/2024 10:00,,low\nA,new,2024-01-02 09:00,一组,low\nB,reply,2024-01-02 11:00,,high\n",
      MAP,
    );
    const [b, a] = histories(log);
    expect([b?.name, b && types(b), b?.team]).toEqual([
      "B",
      ["opened", "facts_changed", "answered", "facts_changed", "solved"],
      "二组",
    ]);
    expect([a?.name, a && types(a)]).toEqual(["A", ["opened", "solved"]]);
    expect(b?.events[0]).toMatchObject({ facts: { kind: "complaint", priority: "P3" } });
    expect(b?.events[1]).toMatchObject({ changes: { priority: "P1" } });
    expect(log.malformed.count).toBe(0);
  });

  it("counts and lists every row that it cannot use, with its line and why", async () => {
    const log = await read(
      [
        "id,what,at,team,prio",
        "A,new,2024-01-02 09:00,,low",
        "A,reply,soon,,low",
        "A,dance,2024-01-02 10:00,,low",
        ",reply,2024-01-02 10:00,,low",
        "A,reply,2024-01-02 10:00",
        "A,reply,2024-01-02 10:00,,urgent",
        "A,reply,2024-01-02 10:00,,low,,",
        `A,reply,2024-01-02 10:00,${"x".repeat(501)},low`,
        '"A,reply,2024-01-02 11:00,,low',
      ].join("\n"),
      MAP,
    );
    expect(log.malformed.first.map(({ line, reason, value }) => [line, reason, value])).toEqual([
      [3, "moment_unreadable", "soon"],
      [4, "activity_unknown", "dance"],
      [5, "case_missing", " reply 2024-01-02 10:00  low"],
      [6, "column_count", "3 ≠ 5"],
      [7, "value_unknown", "urgent"],
      [9, "value_too_long", "x".repeat(200)],
      [10, "row_unreadable", '"A,reply,2024-01-02 11:00,,low'],
    ]);
    expect(log.malformed.count).toBe(7);
    expect(log.malformed.reasons.map(({ count }) => count)).toEqual([1, 1, 1, 1, 1, 1, 1]);
    expect(log.malformed.first.every(({ says }) => says.zh !== "" && says.en !== "")).toBe(true);
    expect(histories(log).map(types)).toEqual([["opened", "answered"]]);
  });

  it("lists the first twenty and counts all", async () => {
    const rows = Array.from({ length: 50 }, () => "A,dance,2024-01-02 09:00,,low").join("\n");
    const { malformed } = await read(`id,what,at,team,prio\nA,new,2024-01-02 09:00,,low\n${rows}\n`, MAP);
    expect([malformed.count, malformed.first.length, malformed.reasons[0]?.count]).toEqual([50, 20, 50]);
  });

  it.each([
    ["UTF-8 with its mark", (text: string) => Buffer.from(`\uFEFF${text}`)],
    ["GB 18030", (text: string) => iconv.encode(text, "gb18030")],
    ["UTF-16", (text: string) => iconv.encode(text, "utf-16le", { addBOM: true })],
  ])("reads %s", async (_, encode) => {
    const text = "id,what,at,team,prio\nA,new,2024-01-02 09:00,华东支持组,low\nA,done,2024-01-02 10:00,,low\n";
    const [a] = histories(await read(encode(text), MAP));
    expect([a?.name, a?.team]).toEqual(["A", "华东支持组"]);
  });

  it("stays with UTF-8 where a few signs are damaged", async () => {
    const text = `id,what,at,team,prio\n${"A,new,2024-01-02 09:00,华东支持组,low\n".repeat(100)}`;
    const damaged = Buffer.concat([
      Buffer.from(text),
      Buffer.from("B,new,2024-01-02 09:00,"),
      Buffer.from([0xe5]),
      Buffer.from(",low\n"),
    ]);
    expect(histories(await read(damaged, MAP))[0]?.team).toBe("华东支持组");
  });

  it("leaves out what opened at another time", async () => {
    const log = await read(
      "id,what,at,team,prio\nA,new,2024-01-02,,low\nB,new,2024-01-03,,low\nC,new,2024-01-04,,low\n",
      MAP,
    );
    const day = (number: number) => Date.UTC(2024, 0, number);
    expect(histories(log, { from: day(3), to: day(4) }).map(({ name }) => name)).toEqual(["B"]);
  });

  it("names the columns that are not there, and those that are", async () => {
    const refused = await read("id,what,when\nA,new,2024-01-02\n", MAP).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(CodedError);
    expect(refused).toMatchObject({
      code: "backtest_columns_missing",
      params: { missing: ["at", "team", "prio"], found: ["id", "what", "when"] },
    });
  });

  it("says that nothing could be read", async () => {
    await expect(read("id,what,at,team,prio\nA,dance,soon,,low\n", MAP)).rejects.toMatchObject({
      code: "backtest_nothing_read",
      params: { malformed: 1 },
    });
  });

  it("counts columns where there is no header", async () => {
    const map = mapOf(`
zone: UTC
file: { header: false }
columns: { case: 2, activity: 3, moment: 1 }
activities: { new: opened, done: solved }
`);
    const [a] = histories(await read("2024-01-02 09:00;A;new\n2024-01-02 10:00;A;done\n", map));
    expect([a?.name, a && types(a)]).toEqual(["A", ["opened", "solved"]]);
  });
});

describe("a map", () => {
  it.each([
    ["columns: { case: a, activity: b, moment: c }\nactivities: { x: dance }", /activities\.x.*dance/],
    ["columns: { case: a, activity: b }\nactivities: { x: solved }", /columns\.moment/],
    ["zone: Mars\ncolumns: { case: a, activity: b, moment: c }\nactivities: { x: solved }", /zone/],
    ["columns: { case: a, activity: b, moment: c }\nmoments: [soon]\nactivities: { x: solved }", /moments\[0\]/],
    [
      "columns: { case: a, activity: b, moment: c }\nfacts: { priority: { is: P9 } }\nactivities: { x: solved }",
      /facts\.priority/,
    ],
  ])("is refused with its place: %s", (yaml, expected) => {
    const map = parseHistoryMap(parse(yaml));
    expect(map.ok ? "" : String(map.refusal.params?.["problems"])).toMatch(expected);
  });
});

describe("a log without a map", () => {
  it("is read by the names of its columns, and says what was guessed", async () => {
    const log = await read(
      "工单编号;操作;操作时间;处理组;优先级\nT-1;创建工单;2024/1/2 9:00:00;一组;高\nT-1;回复客户;2024/1/2 9:30:00;一组;高\nT-1;关闭;2024/1/3 9:30:00;一组;高\n",
    );
    const [one] = histories(log);
    expect([one?.name, one?.team, one && types(one)]).toEqual([
      "T-1",
      "一组",
      ["opened", "answered", "solved", "closed"],
    ]);
    expect(one?.events[0]).toMatchObject({ facts: { priority: "P2" } });
    expect(log.notes.map(({ en }) => en).join(" ")).toMatch(/case “工单编号”.*回复客户 → answered/);
    expect(log.notes.map(({ zh }) => zh).join(" ")).toMatch(/“操作时间”（yyyy\/M\/d H:mm:ss/);
  });

  it("is read by what stands in its columns where their names say nothing", async () => {
    const rows = Array.from(
      { length: 30 },
      (_, index) =>
        `x${index},n${index % 10},${["Open", "Fix", "Close"][Math.floor(index / 10)]},2024-01-0${1 + Math.floor(index / 10)} 10:00\n`,
    );
    const log = await read(`c1,c2,c3,c4\n${rows.join("")}`);
    expect(histories(log)).toHaveLength(10);
    expect(types(histories(log)[0] as TicketHistory)).toEqual(["opened", "progressed", "solved", "closed"]);
  });

  it("is read without a header, and loses no row to it", async () => {
    const rows = [
      "T1,Open,2024-01-01 10:00",
      "T1,Reply,2024-01-01 11:00",
      "T2,Open,2024-01-01 12:00",
      "T2,Reply,2024-01-01 13:00",
    ];
    const log = await read(
      `${rows.join("\n")}\nT3,Close,2024-01-01 14:00\nT3,Open,2024-01-01 13:30\nT4,Open,2024-01-02 09:00\n`,
    );
    expect(histories(log).map((one) => [one.name, ...types(one)])).toEqual([
      ["T1", "opened", "answered"],
      ["T2", "opened", "answered"],
      ["T3", "opened", "solved", "closed"],
      ["T4", "opened"],
    ]);
  });

  it("finds columns by how their names end", async () => {
    const log = await read(
      "工单编号,处理环节,发生日期,受理小组\nT-1,登记,2024年3月1日 9:05,热线组\nT-1,办结,2024年3月1日 9:30,热线组\n",
    );
    const [one] = histories(log);
    expect([one?.team, one && types(one)]).toEqual(["热线组", ["opened", "solved"]]);
  });

  it("takes the last row for the solution where no activity says so, and tells it", async () => {
    const log = await read("case,status,timestamp\nA,1,2024-01-02 09:00\nA,2,2024-01-02 10:00\n");
    expect(types(histories(log)[0] as TicketHistory)).toEqual(["opened", "progressed", "progressed", "solved"]);
    expect(log.notes.at(-1)?.en).toContain("the last row of each case");
  });

  it("tells priorities that it does not understand", async () => {
    const log = await read("case,status,timestamp,priority\nA,new,2024-01-02 09:00,purple\n");
    expect(log.notes.map(({ en }) => en).join(" ")).toContain("taken for P3: purple");
  });

  it("refuses with the columns that it cannot find", async () => {
    await expect(read("a,b\n1,2\n3,4\n")).rejects.toMatchObject({ code: "backtest_columns_missing" });
  });
});
