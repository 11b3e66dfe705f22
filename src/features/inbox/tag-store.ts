import { sql } from "kysely";
import { whereSeen } from "../../core/tickets/index.ts";
import { sightOf, type Viewer } from "../../domain/permission/index.ts";
import { queries } from "../../platform/db/index.ts";
import type { Tx } from "../../platform/transaction.ts";

/** How many of the newest tickets are looked at: the words in use now, not those of years ago. */
const TICKETS_READ_MAX = 5_000;
const TAGS_ANSWERED_MAX = 50;

/** Tags in use on tickets within sight that contain a text, most used first (REQ: TR-05). */
export async function tagsInUse(tx: Tx, viewer: Viewer, text: string): Promise<{ tag: string; count: number }[]> {
  const found = await sql<{ tag: string; count: number }>`
    select tag, count(*) as count
      from (select t.tags from ticket t where ${whereSeen(sightOf(viewer), "t")} and t.tags <> '{}'
             order by t.last_message_at desc, t.id desc limit ${TICKETS_READ_MAX}) newest, unnest(newest.tags) as tag
     where strpos(lower(tag), ${text.toLowerCase()}) > 0 or ${text} = ''
     group by tag order by count(*) desc, tag limit ${TAGS_ANSWERED_MAX}`.execute(queries(tx));
  return found.rows;
}
