import { sql } from "kysely";
import { queries } from "../../platform/db/index.ts";
import type { Tx } from "../../platform/transaction.ts";

const ERASED_NAME = "—";

/**
 * Takes a person out of the messages: what he wrote goes with his name, address and files; what was written to him keeps
 * its text and loses the recipients and the quotation. The chain holds digests and stays whole. Raw mails and the
 * stored content of files are swept by their own owners.
 */
export async function eraseCustomerMessages(tx: Tx, contactIds: readonly string[]): Promise<void> {
  const ids = sql`${[...contactIds]}::uuid[]`;
  await sql`delete from attachment a using message m
    where m.id = a.message_id and m.author_contact_id = any(${ids})`.execute(queries(tx));
  await sql`update message set from_name = ${ERASED_NAME}, from_address = '', subject = '', text = '', html = null, quoted_text = null,
      quoted_html = null, recipients = '{"to": [], "cc": []}', raw_mail_id = null
    where author_contact_id = any(${ids})`.execute(queries(tx));
  await sql`update message m set recipients = '{"to": [], "cc": []}', quoted_text = null, quoted_html = null
     from ticket t where t.id = m.ticket_id and t.contact_id = any(${ids}) and m.direction = 'out'`.execute(
    queries(tx),
  );
}
