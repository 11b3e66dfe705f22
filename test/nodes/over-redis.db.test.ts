import { expect, test } from "vitest";
import { fillDatabase } from "../../bench/fill/fill-database.ts";
import { testDatabase } from "../support/test-database.ts";
import { changesAndPresence } from "./realtime-stories.ts";
import { LONG, runNodes, runRedis } from "./run-nodes.ts";

/** The same with Redis between the nodes. */
const { db, url: databaseUrl } = await testDatabase();
const { people } = await fillDatabase(db, { tickets: 20, open: 20, anchor: Date.now() });
const redisUrl = await runRedis();
const nodes = redisUrl ? await runNodes({ databaseUrl, workers: 0, redisUrl }) : null;

test("a change and who is where are told from node to node by way of Redis", LONG, async (context) => {
  if (!nodes) return context.skip("redis-server is not installed on this machine");
  const found = await db.pool.query<{ id: string; team_id: string }>(
    "select id, team_id from ticket where team_id = any($1) and state = 'open' limit 1",
    [people.agent.teamIds],
  );
  expect(found.rows).toHaveLength(1);
  await changesAndPresence(nodes, people, found.rows[0]!.id);
});
