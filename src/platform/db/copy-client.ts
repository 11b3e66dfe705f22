import pg from "pg";

/** A connection of its own for COPY, whose streams the pool's connections do not take. Whoever asks ends it. */
export async function copyClient(pool: pg.Pool): Promise<pg.Client> {
  const client = new pg.Client({ ...pool.options, pipeline: false });
  client.on("error", () => undefined);
  await client.connect();
  return client;
}
