import { sql, type RawBuilder } from "kysely";
import { beforeAll, expect, onTestFinished, test } from "vitest";
import { makeManyTickets } from "../../../test/support/ticket-fixtures.ts";
import { DEFAULT_TEAM_ID, testDesk } from "../../../test/support/test-desk.ts";
import { parseSearch } from "../../domain/search/index.ts";
import { sightOf, type Viewer } from "../../domain/permission/index.ts";
import { openDatabase, queries } from "../../platform/db/index.ts";
import { findHits, type Hits } from "./find-hits.ts";
import { candidatesOf } from "./candidate-store.ts";
import { searchFeature } from "./index.ts";
import type { SearchScope } from "./search-scope.ts";
import { wantedCodes } from "./wanted-codes.ts";
import type { Place, Wanted } from "./wanted.ts";

const ENTRIES = 40_000;
const desk = await testDesk((parts) => [searchFeature(parts.db, parts)]);
const second = await desk.team("二线");
const agent = await desk.person("agent");
const tx = desk.db.reading;

beforeAll(async () => {
  await makeManyTickets(desk, ENTRIES, [DEFAULT_TEAM_ID, second]);
  await desk.sql(
    `insert into search_entry (id, ticket_id, at, lexemes, codes, sender)
     select id, id, opened_at, array_to_tsvector(array['打印', case when number % 100 < 2 then '偶见' else '多见' end, case when number % 4000 = 0 then '罕见' else '常见' end]),
            'e' || (10000 + number),
            case when number % 4000 = 0 then '赵铁柱 zhao tiezhu ' when number % 2 = 0 then '李雷 li lei ' else '' end from ticket`,
  );
  await desk.sql("insert into search_code (code) select codes from search_entry");
  await desk.sql("insert into search_posting (code, at, entry_id) select codes, at, id from search_entry");
  // One code that stands often and fifty, of the same beginning, that stand once.
  await desk.sql(
    `update search_entry e set codes = codes || ' ab' || case when t.number % 60 = 0 then 100 else 100 + t.number % 801 end
       from ticket t where t.id = e.id and (t.number % 60 = 0 or t.number / 801 = t.number % 801 and t.number % 801 between 1 and 50)`,
  );
  await desk.sql(
    "insert into search_posting (code, at, entry_id) select split_part(codes, ' ', 2), at, id from search_entry where codes like '% %'",
  );
  await desk.sql("insert into search_code (code) select distinct code from search_posting where code like 'ab%'");
  await desk.sql("vacuum analyze search_code, search_posting");
  // A vacuum, because rows not yet merged into the index would make it look dear.
  await desk.sql("vacuum analyze search_entry");
});

const scopeOf = (viewer: Viewer): SearchScope => ({
  sight: sightOf(viewer),
  staffId: viewer.staffId,
  teamIds: viewer.teamIds,
  timeZone: "Asia/Shanghai",
  closed: { state: [], priority: [], kind: [], channel: [] },
  assignees: null,
  teams: null,
  customers: null,
  categoryIds: null,
  tags: [],
  numbers: [],
  created: [],
  updated: [],
});
const agentViewer: Viewer = { staffId: agent.id, role: "agent", teamIds: [DEFAULT_TEAM_ID], scopes: null };
const wantedOf = async (q: string): Promise<Wanted> => {
  const { terms } = parseSearch(q, { today: { year: 2026, month: 3, day: 2 }, cut: (run) => [run] });
  const { codes, isReady } = await wantedCodes(tx, terms, true);
  return { terms, codes, isReady, from: [], to: [], inClear: true };
};
const plan = async (q: string) => {
  const candidates: RawBuilder<unknown> = candidatesOf(await wantedOf(q), { after: null, candidatesMax: 300 });
  const rows = await sql<{ "QUERY PLAN": string }>`
    explain with ${candidates} select * from candidate order by at desc`.execute(queries(tx));
  return rows.rows.map((row) => row["QUERY PLAN"]).join("\n");
};

test("a rare word goes by its index, a common one by recency, neither by the whole table", async () => {
  const rare = await plan("罕见");
  expect(rare).toMatch(/Bitmap Index Scan on search_entry_lexemes/);
  const common = await plan("打印");
  expect(common).toMatch(/Index Scan using search_entry_recent/);
  const code = await plan("e49999");
  expect(code).toMatch(/search_posting_pkey/);
  for (const each of [rare, common, code]) expect(each).not.toMatch(/Seq Scan/);
});

test("a sender with many cases is read by recency, one with few or none by the index alone, whoever asks", async () => {
  const seen = async (from: string, inClear: boolean) => {
    const wanted: Wanted = { terms: [], codes: [], isReady: true, from: [from], to: [], inClear };
    const { rows } = await sql<{
      "QUERY PLAN": string;
    }>`explain (analyze, costs off, timing off, summary off, buffers off)
      with ${candidatesOf(wanted, { after: null, candidatesMax: 300 })} select * from candidate`.execute(queries(tx));
    return rows.map((row) => row["QUERY PLAN"]).join("\n");
  };
  const latin = [
    ["ti", 10],
    ["tiezhu", 10],
    ["qx", 0],
    ["q", 0],
  ] as const;
  const chinese = [
    ["铁柱", 10],
    ["赵铁柱", 10],
    ["铁木", 0],
    ["龘", 0],
  ] as const;
  // With LC_CTYPE C no Chinese letter is one for the index.
  const [known] = await desk.sql<{ yes: boolean }>("select cardinality(show_trgm('铁柱')) > 0 as yes");
  for (const inClear of [true, false]) {
    expect(await seen("李雷", inClear)).toMatch(/Index Scan using search_entry_recent/);
    for (const [from, entries] of known!.yes ? [...latin, ...chinese] : latin) {
      const plan = await seen(from, inClear);
      expect(plan).toContain("Bitmap Index Scan on search_entry_sender");
      expect(/Bitmap Heap Scan on search_entry e \(actual rows=(\d+)/.exec(plan)?.[1]).toBe(`${entries}`);
      expect(plan).not.toContain("Rows Removed");
    }
  }
});

test("who asks for a sender gets a plan for that one, whoever was asked for before", async () => {
  const own = openDatabase(desk.db.pool.options.connectionString!, { connectionsMax: 1 });
  onTestFinished(() => own.close());
  const wanted: Wanted = { terms: [], codes: [], isReady: true, from: ["李雷"], to: [], inClear: false };
  for (let time = 0; time < 3; time += 1)
    await findHits(own.reading, wanted, scopeOf(agentViewer), { after: null, limit: 20 });
  const kept = await own.pool.query("select from pg_prepared_statements where statement like '%sender%'");
  expect(kept.rows).toEqual([]);
});

test.each([
  ["偶见", "a common word", "e.lexemes @@ '''偶见'''::tsquery"],
  ["ab1", "the beginning of fifty codes, one of them common", "e.codes like '% ab1%'"],
])("pages through %s, %s, meet every ticket in sight once, newest first", async (q, _, where) => {
  const scope = scopeOf(agentViewer);
  const wanted = await wantedOf(q);
  expect(wanted.codes.flatMap(({ codes }) => codes ?? []).length > 40).toBe(q === "ab1");
  const seen: string[] = [];
  let after: Place | null = null;
  do {
    const page: Hits = await findHits(tx, wanted, scope, { after, limit: 50 });
    seen.push(...page.rows.map((row) => row.ticket_id));
    after = page.next;
  } while (after);
  const all = await desk.sql<{ id: string }>(
    `select t.id from ticket t join search_entry e on e.id = t.id where ${where} and t.team_id = $1 order by e.at desc, e.id desc`,
    [DEFAULT_TEAM_ID],
  );
  expect(seen).toEqual(all.map(({ id }) => id));
  expect(all.length).toBeGreaterThan(300);
});

test("a common word with nothing in sight ends bounded, with a place to go on", async () => {
  const stranger: Viewer = { ...agentViewer, role: "collaborator", teamIds: [] };
  const found = await findHits(tx, await wantedOf("打印"), scopeOf(stranger), { after: null, limit: 20 });
  expect(found.rows).toEqual([]);
  expect(found.next).not.toBeNull();
});
