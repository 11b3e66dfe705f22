import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { testDatabase } from "../../../test/support/test-database.ts";
import { newId } from "../../platform/ids.ts";
import { createProcedures } from "./create-procedures.ts";
import { publishShipped } from "./publish-shipped.ts";

const OLDER = path.join(import.meta.dirname, "fixtures/standard-of-an-older-release.json");
const NOW = Date.parse("2026-03-02T01:00:00Z");
const { db } = await testDatabase();

test("a version that an older release published runs on, and what ships now is published beside it", async () => {
  const id = newId(NOW);
  await db.pool.query(
    `insert into sop_version (id, pack_id, number, status, content, digest, shipped_digest, published_at)
     values ($1, 'standard', 1, 'published', $2, repeat('1', 64), repeat('1', 64), now())`,
    [id, readFileSync(OLDER, "utf8")],
  );
  await db.inTransaction((tx) => publishShipped(tx, NOW));
  const procedures = createProcedures(() => 0);
  const [older, now] = [await procedures.version(db.reading, id), await procedures.published(db.reading)];
  expect(now.sopVersionId).not.toBe(id);
  for (const procedure of [older, now])
    expect(procedure.line("c.first-response.p1")?.target).toEqual({ type: "within", ms: 30 * 60_000 });
  expect(older.priority({ text: "全线宕机", kind: "fault", tier: "basic" }).priority).toBe("P0");
});
