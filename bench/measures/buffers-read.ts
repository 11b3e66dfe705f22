import type { OpenDatabase } from "../../src/platform/db/index.ts";
import type { SeenRequest } from "./work-per-request.ts";

type Explained = { Plan: { "Shared Hit Blocks": number; "Shared Read Blocks": number } };

const READS = /^\s*(select|with)/i;

/** Pages of 8 KiB that the statements of a request touch when they are run again: what they cost, whatever the machine does. */
export async function buffersOf(db: OpenDatabase, seen: SeenRequest): Promise<number> {
  let pages = 0;
  for (const { text, values } of seen.queries) {
    if (!READS.test(text)) continue;
    const found = await db.pool.query<{ "QUERY PLAN": Explained[] }>(
      `explain (analyze, buffers, format json) ${text}`,
      values,
    );
    const { Plan } = found.rows[0]!["QUERY PLAN"][0]!;
    pages += Plan["Shared Hit Blocks"] + Plan["Shared Read Blocks"];
  }
  return pages;
}
