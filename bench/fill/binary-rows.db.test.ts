import { expect, test } from "vitest";
import { testDatabase } from "../../test/support/test-database.ts";
import { binaryRows, wordsCell } from "./binary-rows.ts";
import { openTable } from "./copy-stream.ts";

const { db } = await testDatabase();
await db.pool.query(
  "create table kinds (a uuid, b int4, c int8, d numeric, e bool, f text, g text[], h timestamptz, i jsonb, j bytea, k tsvector)",
);
const COLUMNS = "a:uuid b:int4 c:int8 d:numeric e:bool f:text g:texts h:moment i:json j:hex k:words".split(" ");
const ID = "01890a5d-ac96-774b-bcce-b302099a8057";
const HASH = "00ff".repeat(16);
const LONG = `"quoted" \\ back\tslash – ${"长".repeat(50_000)}`;
const AT = Date.parse("2026-03-04T03:00:00.123Z");
const ROWS = [
  [
    ID,
    -7,
    5_000_000_001,
    0.833_333_333_333_333_4,
    true,
    "短",
    ["a", 'b"c'],
    AT,
    '{"a":[1]}',
    HASH,
    wordsCell(["it's", "打印"]),
  ],
  [ID, 0, -1, 12_345.5, false, LONG, [], Date.UTC(1999, 0, 1), "[]", "", wordsCell([])],
  [ID, 1, 0, 0.000_25, false, "", ["长"], 0, "null", HASH, wordsCell(["a\\b"])],
  [ID, 1, 0, 1, false, "a", [], 0, "1", HASH, wordsCell(["b", "a"])],
  [ID, 1, 0, 0, false, "a", [], 0, "1", HASH, wordsCell([])],
  COLUMNS.map(() => null),
];

test("a cell of every kind arrives as it was meant", async () => {
  const rows = binaryRows(COLUMNS);
  for (const row of ROWS) rows.write(row);
  const table = await openTable(db.pool, "kinds", COLUMNS);
  table.send(rows.take());
  expect(await table.end()).toBe(ROWS.length);
  const found = await db.pool.query<Record<string, unknown>>(
    `select a, b, c::float8, d::text, e, f, g, extract(epoch from h)::float8 * 1000 as h, i::text, encode(j, 'hex') as j,
            array_to_json(tsvector_to_array(k)) as k from kinds`,
  );
  expect(found.rows.map((row) => Object.values(row))).toEqual([
    [ID, -7, 5_000_000_001, "0.8333333333333334", true, "短", ["a", 'b"c'], AT, '{"a": [1]}', HASH, ["it's", "打印"]],
    [ID, 0, -1, "12345.5", false, LONG, [], Date.UTC(1999, 0, 1), "[]", "", []],
    [ID, 1, 0, "0.00025", false, "", ["长"], 0, "null", HASH, ["a\\b"]],
    [ID, 1, 0, "1", false, "a", [], 0, "1", HASH, ["a", "b"]],
    [ID, 1, 0, "0", false, "a", [], 0, "1", HASH, []],
    COLUMNS.map(() => null),
  ]);
});
