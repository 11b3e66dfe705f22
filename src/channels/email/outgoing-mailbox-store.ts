import { sql } from "kysely";
import { queries } from "../../platform/db/index.ts";
import type { Tx } from "../../platform/transaction.ts";
import type { DkimKey, OutgoingMailbox, SmtpServer } from "./outgoing-mailbox.ts";

export type Unseal = (sealed: Buffer) => string;

type Row = {
  id: string;
  name: string;
  address: string;
  smtp_host: string | null;
  smtp_port: number | null;
  smtp_security: SmtpServer["security"] | null;
  smtp_user: string | null;
  smtp_secret: Buffer | null;
  dkim_domain: string | null;
  dkim_selector: string | null;
  dkim_key: Buffer | null;
};

/** The mailbox to send from: the one asked for while it is enabled, else the oldest that is; null without any. */
export async function findOutgoingMailbox(
  tx: Tx,
  mailboxId: string | null,
  unseal: Unseal,
): Promise<OutgoingMailbox | null> {
  const found = await sql<Row>`
    select m.id, m.name, m.address, o.smtp_host, o.smtp_port, o.smtp_security, o.smtp_user, o.smtp_secret,
           o.dkim_domain, o.dkim_selector, o.dkim_key
      from mailbox m left join mailbox_outgoing o on o.mailbox_id = m.id
     where m.enabled order by m.id = ${mailboxId}::uuid desc nulls last, m.id limit 1`.execute(queries(tx));
  const row = found.rows[0];
  if (!row) return null;
  return { id: row.id, name: row.name, address: row.address, smtp: serverOf(row, unseal), dkim: keyOf(row, unseal) };
}

function serverOf(row: Row, unseal: Unseal): SmtpServer | null {
  if (row.smtp_host === null || row.smtp_port === null) return null;
  const login = row.smtp_user && row.smtp_secret ? { user: row.smtp_user, password: unseal(row.smtp_secret) } : null;
  return { host: row.smtp_host, port: row.smtp_port, security: row.smtp_security ?? "tls", login };
}

function keyOf(row: Row, unseal: Unseal): DkimKey | null {
  if (!row.dkim_domain || !row.dkim_selector || !row.dkim_key) return null;
  return { domain: row.dkim_domain, selector: row.dkim_selector, privateKey: unseal(row.dkim_key) };
}
