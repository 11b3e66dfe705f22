import { DummyDriver, Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler, sql } from "kysely";
import { expect, test } from "vitest";
import { builtOnce } from "./built-once.ts";
import type { DB } from "./tables.ts";

const kysely = new Kysely<DB>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
});

type Row = { id: string; name: string; tags: readonly string[]; at: Date | null };

test("a statement is built with its first call and gets each call's own values, in the places of the text", () => {
  let builds = 0;
  const statement = builtOnce<Row>((by, { id, name, tags, at }) => {
    builds += 1;
    return by
      .updateTable("team")
      .set({ name, greeting_zh: sql<string>`${name} || ${"!"}`, archived_at: at })
      .where("id", "=", id)
      .where(sql<boolean>`handle = any(${tags}::text[])`);
  });
  const first = statement({ id: "a", name: "一线", tags: ["x", "y"], at: null }).compile(kysely);
  const second = statement({ id: "b", name: "二线", tags: [], at: new Date(0) }).compile(kysely);
  expect(builds).toBe(1);
  expect(first.sql).toBe(
    'update "team" set "name" = $1, "greeting_zh" = $2 || $3, "archived_at" = $4 where "id" = $5 and handle = any($6::text[])',
  );
  expect(first.parameters).toEqual(["一线", "一线", "!", null, "a", ["x", "y"]]);
  expect(second.sql).toBe(first.sql);
  expect(second.parameters).toEqual(["二线", "二线", "!", new Date(0), "b", []]);
});

test("a whole row stands for itself, also where its first values are null or lists", () => {
  const statement = builtOnce((by, row: { seq: number; actor_id: string | null; tags: string[] | null }) =>
    by.insertInto("ticket_event").values(row as never),
  );
  expect(statement({ seq: 1, actor_id: null, tags: null }).compile(kysely).parameters).toEqual([1, null, null]);
  expect(statement({ seq: 2, actor_id: "s", tags: ["x"] }).compile(kysely).parameters).toEqual([2, "s", ["x"]]);
});
