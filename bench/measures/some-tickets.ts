import type { Stage } from "./measure.ts";

/** Ids of tickets that the agent sees, spread over all of them: open ones, closed ones, or as they come. */
export async function ticketIds(stage: Stage, wanted: { state?: "open" | "closed"; count: number }): Promise<string[]> {
  const state = { open: "state in ('new', 'open')", closed: "state = 'closed'" };
  const found = await stage.database.db.pool.query<{ id: string }>(
    `select id from ticket where team_id = any($1) and ${wanted.state ? state[wanted.state] : "true"}
      order by md5(id::text) limit $2`,
    [stage.people.agent.teamIds, wanted.count],
  );
  return found.rows.map(({ id }) => id);
}
