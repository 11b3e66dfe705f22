import { sql } from "kysely";
import { queries } from "../../platform/db/index.ts";
import { openSecret, sealSecret } from "../../platform/secrets/index.ts";
import type { Tx } from "../../platform/transaction.ts";
import { findMailbox } from "./mailbox-store.ts";
import { tokenLogin, type DkimKey, type OutgoingMailbox, type SmtpServer } from "./outgoing-mailbox.ts";

type Row = {
  id: string;
  name: string;
  address: string;
  smtp_host: string | null;
  smtp_port: number | null;
  smtp_security: SmtpServer["security"] | null;
  smtp_user: string | null;
  smtp_secret: Buffer | null;
  smtp_auth: "password" | "xoauth2" | null;
  dkim_domain: string | null;
  dkim_selector: string | null;
  dkim_key: Buffer | null;
};

/** The mailbox to send from: the one asked for while it is enabled, else the oldest that is; null without any. */
export async function findOutgoingMailbox(
  tx: Tx,
  mailboxId: string | null,
  secretKey: string,
): Promise<OutgoingMailbox | null> {
  const found = await sql<Row>`
    select m.id, m.name, m.address, o.smtp_host, o.smtp_port, o.smtp_security, o.smtp_user, o.smtp_secret, o.smtp_auth,
           o.dkim_domain, o.dkim_selector, o.dkim_key
      from mailbox m left join mailbox_outgoing o on o.mailbox_id = m.id
     where m.enabled order by m.id = ${mailboxId}::uuid desc nulls last, m.id limit 1`.execute(queries(tx));
  const row = found.rows[0];
  if (!row) return null;
  return {
    id: row.id,
    name: row.name,
    address: row.address,
    smtp: await serverOf(tx, row, secretKey),
    dkim: keyOf(row, secretKey),
  };
}

async function serverOf(tx: Tx, row: Row, secretKey: string): Promise<SmtpServer | null> {
  if (row.smtp_host === null || row.smtp_port === null) return null;
  const server = { host: row.smtp_host, port: row.smtp_port, security: row.smtp_security ?? ("tls" as const) };
  if (row.smtp_auth === "xoauth2") {
    const imap = (await findMailbox(tx, secretKey, row.id))?.imap ?? null;
    return { ...server, login: tokenLogin(imap, { ...server, user: row.smtp_user }) };
  }
  const password = row.smtp_secret && openSecret(secretKey, smtpPurpose(row.id), row.smtp_secret);
  return { ...server, login: row.smtp_user && password ? { user: row.smtp_user, password } : null };
}

function keyOf(row: Row, secretKey: string): DkimKey | null {
  const privateKey = row.dkim_key && openSecret(secretKey, dkimPurpose(row.id), row.dkim_key);
  return row.dkim_domain && row.dkim_selector && privateKey
    ? { domain: row.dkim_domain, selector: row.dkim_selector, privateKey }
    : null;
}

const smtpPurpose = (mailboxId: string) => `mailbox/${mailboxId}/smtp`;
const dkimPurpose = (mailboxId: string) => `mailbox/${mailboxId}/dkim`;

/** A password or key left out stays as it is. */
export type OutgoingSettings = {
  smtp:
    | (Omit<SmtpServer, "login"> & {
        user: string | null;
        auth: "password" | "xoauth2";
        password?: string | undefined;
      })
    | null;
  dkim: (Omit<DkimKey, "privateKey"> & { privateKey?: string | undefined }) | null;
};

/** Keeps how a mailbox sends; secrets are sealed. */
export async function saveOutgoingSettings(
  tx: Tx,
  mailboxId: string,
  settings: OutgoingSettings,
  secretKey: string,
): Promise<void> {
  if (settings.smtp && settings.smtp.password === undefined) await forgetForeignPassword(tx, mailboxId, settings.smtp);
  const columns = {
    ...smtpColumns(mailboxId, settings.smtp, secretKey),
    ...dkimColumns(mailboxId, settings.dkim, secretKey),
  };
  await queries(tx)
    .insertInto("mailbox_outgoing")
    .values({ mailbox_id: mailboxId, ...columns })
    .onConflict((conflict) => conflict.column("mailbox_id").doUpdateSet(columns))
    .execute();
}

/** A password that is kept goes to the server and user it was entered for: with another of them it is entered anew. */
async function forgetForeignPassword(
  tx: Tx,
  mailboxId: string,
  smtp: NonNullable<OutgoingSettings["smtp"]>,
): Promise<void> {
  await sql`update mailbox_outgoing set smtp_secret = null
    where mailbox_id = ${mailboxId} and (smtp_host, smtp_port, smtp_security, smtp_user)
      is distinct from (${smtp.host}, ${smtp.port}::int, ${smtp.security}, ${smtp.user})`.execute(queries(tx));
}

function smtpColumns(mailboxId: string, smtp: OutgoingSettings["smtp"], secretKey: string) {
  if (!smtp) return { smtp_host: null, smtp_port: null, smtp_user: null, smtp_secret: null };
  const sealed =
    smtp.password === undefined ? {} : { smtp_secret: sealSecret(secretKey, smtpPurpose(mailboxId), smtp.password) };
  return {
    smtp_host: smtp.host,
    smtp_port: smtp.port,
    smtp_security: smtp.security,
    smtp_user: smtp.user,
    smtp_auth: smtp.auth,
    ...sealed,
  };
}

function dkimColumns(mailboxId: string, dkim: OutgoingSettings["dkim"], secretKey: string) {
  if (!dkim) return { dkim_domain: null, dkim_selector: null, dkim_key: null };
  const sealed =
    dkim.privateKey === undefined ? {} : { dkim_key: sealSecret(secretKey, dkimPurpose(mailboxId), dkim.privateKey) };
  return { dkim_domain: dkim.domain, dkim_selector: dkim.selector, ...sealed };
}

export type OutgoingSummary = {
  mailboxId: string;
  smtp: {
    host: string;
    port: number;
    security: SmtpServer["security"];
    user: string | null;
    auth: "password" | "xoauth2";
  } | null;
  hasPassword: boolean;
  dkim: { domain: string; selector: string } | null;
};

/** How each mailbox sends, without its secrets. */
export async function listOutgoing(tx: Tx): Promise<OutgoingSummary[]> {
  const rows = await queries(tx).selectFrom("mailbox_outgoing").selectAll().execute();
  return rows.map((row) => ({
    mailboxId: row.mailbox_id,
    smtp:
      row.smtp_host === null || row.smtp_port === null
        ? null
        : {
            host: row.smtp_host,
            port: row.smtp_port,
            security: row.smtp_security as SmtpServer["security"],
            user: row.smtp_user,
            auth: row.smtp_auth as "password" | "xoauth2",
          },
    hasPassword: row.smtp_secret !== null,
    dkim:
      row.dkim_domain !== null && row.dkim_selector !== null && row.dkim_key !== null
        ? { domain: row.dkim_domain, selector: row.dkim_selector }
        : null,
  }));
}
