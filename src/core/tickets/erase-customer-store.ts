import { sql } from "kysely";
import { queries } from "../../platform/db/index.ts";
import type { Tx } from "../../platform/transaction.ts";

const ERASED_NAME = "—";
const NEUTRAL_SUBJECT = sql<string>`case t.language when 'en' then 'Customer erased' else '客户资料已删除' end`;

/**
 * Takes a person out of his tickets: their subjects, and what he wrote with his name, address and files; what was written
 * to him keeps its text and loses the recipients and the quotation. The chain holds digests and stays whole. Raw mails and the
 * stored content of files are swept by their own owners.
 */
export async function eraseCustomerWords(tx: Tx, contactIds: readonly string[]): Promise<void> {
  const ids = sql`${[...contactIds]}::uuid[]`;
  await sql`delete from attachment a using message m
    where m.id = a.message_id and m.author_contact_id = any(${ids})`.execute(queries(tx));
  await sql`update message set from_name = ${ERASED_NAME}, from_address = '', subject = '', text = '', html = null, quoted_text = null,
      quoted_html = null, recipients = '{"to": [], "cc": []}', raw_mail_id = null
    where author_contact_id = any(${ids})`.execute(queries(tx));
  // A subject is the customer's words too, also where an answer repeats it.
  await sql`update ticket t set subject = ${NEUTRAL_SUBJECT} where t.contact_id = any(${ids})`.execute(queries(tx));
  await sql`update message m set recipients = '{"to": [], "cc": []}', refused_recipients = '[]', delivery_detail = null,
      subject = ${NEUTRAL_SUBJECT},
      quoted_text = null, quoted_html = null
     from ticket t where t.id = m.ticket_id and t.contact_id = any(${ids}) and m.direction = 'out'`.execute(
    queries(tx),
  );
}
