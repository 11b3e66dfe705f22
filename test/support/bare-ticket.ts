import type { OpenDatabase } from "../../src/platform/db/index.ts";
import { newId } from "../../src/platform/ids.ts";

/** The ids of a ticket and what hangs on it, by the names that routes give them. */
export type BareTicket = { ticketId: string; contactId: string; messageId: string; attachmentId: string };

/** An open ticket straight into the tables, with one message and one file, all with 机密 in their words. */
export async function addBareTicket(
  db: OpenDatabase,
  of: { teamId: string | null; assigneeId: string | null },
): Promise<BareTicket> {
  const [ticketId, contactId, messageId, attachmentId, sop] = [newId(), newId(), newId(), newId(), newId()];
  const run = (text: string, values: unknown[]) => db.pool.query(text, values);
  await run("insert into contact (id, name) values ($1, '客户')", [contactId]);
  await run(
    `insert into sop_version (id, pack_id, number, status, content, digest)
     values ($1::uuid, $1::text, 1, 'retired', '{}', repeat('0', 64))`,
    [sop],
  );
  await run(
    `insert into ticket (id, subject, kind, priority, tier, channel, state, stage, team_id, assignee_id, contact_id, language,
       sop_version_id, opened_at, updated_at, last_message_at, last_message_from, next_due_at, event_hash)
     values ($1, '机密：打不开', 'fault', 'P2', 'basic', 'email', 'open', 'handling', $2, $3, $4, 'zh', $5, now(), now(), now(),
       'customer', now(), '\\x00')`,
    [ticketId, of.teamId, of.assigneeId, contactId, sop],
  );
  await run(
    `insert into message (id, ticket_id, home_ticket_id, direction, kind, author_contact_id, text, channel, created_at)
     values ($1, $2, $2, 'in', 'reply', $3, '机密内容', 'email', now())`,
    [messageId, ticketId, contactId],
  );
  await run(
    `insert into attachment (id, ticket_id, message_id, name, media_type, size_bytes, sha256, storage_key)
     values ($1::uuid, $2, $3, '机密.txt', 'text/plain', 1, repeat('0', 64), $1::text)`,
    [attachmentId, ticketId, messageId],
  );
  return { ticketId, contactId, messageId, attachmentId };
}
