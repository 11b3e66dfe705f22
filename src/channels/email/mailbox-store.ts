import { sql } from "kysely";
import type { Selectable } from "kysely";
import { queries } from "../../platform/db/index.ts";
import type { DB } from "../../platform/db/index.ts";
import { openSecret, sealSecret } from "../../platform/secrets/index.ts";
import type { Tx } from "../../platform/transaction.ts";
import type { ImapAuth, ImapSettings, Mailbox } from "./mailbox.ts";

const MAILBOXES_MAX = 500;

type Row = Selectable<DB["mailbox"]>;

/** All mailboxes, secrets opened; one whose secrets do not open (SECRET_KEY was changed) has empty ones. */
export async function listMailboxes(tx: Tx, secretKey: string): Promise<Mailbox[]> {
  const rows = await queries(tx)
    .selectFrom("mailbox")
    .selectAll()
    .orderBy("created_at")
    .orderBy("id")
    .limit(MAILBOXES_MAX)
    .execute();
  return rows.map((row) => toMailbox(row, secretKey));
}

export async function findMailbox(tx: Tx, secretKey: string, id: string): Promise<Mailbox | null> {
  const row = await queries(tx).selectFrom("mailbox").selectAll().where("id", "=", id).executeTakeFirst();
  return row ? toMailbox(row, secretKey) : null;
}

/** @throws unique violation where another mailbox has this address */
export async function insertMailbox(tx: Tx, secretKey: string, mailbox: Mailbox): Promise<void> {
  await queries(tx)
    .insertInto("mailbox")
    .values({ id: mailbox.id, ...toRow(mailbox, secretKey) })
    .execute();
  await queries(tx).insertInto("mailbox_progress").values({ mailbox_id: mailbox.id }).execute();
}

/** Writes the whole mailbox over the version it was read in; false where somebody else was quicker. */
export async function updateMailbox(tx: Tx, secretKey: string, mailbox: Mailbox): Promise<boolean> {
  const done = await queries(tx)
    .updateTable("mailbox")
    .set({ ...toRow(mailbox, secretKey), version: mailbox.version + 1, updated_at: sql`now()` })
    .where("id", "=", mailbox.id)
    .where("version", "=", mailbox.version)
    .executeTakeFirst();
  return done.numUpdatedRows === 1n;
}

const purposeOf = (id: string, field: string): string => `mailbox/${id}/${field}`;

function toRow(mailbox: Mailbox, secretKey: string) {
  return {
    name: mailbox.name,
    address: mailbox.address,
    kind: mailbox.kind,
    team_id: mailbox.teamId,
    enabled: mailbox.enabled,
    trusted_servers: [...mailbox.trustedServers],
    ...(mailbox.imap ? imapRow(mailbox.id, mailbox.imap, secretKey) : NO_IMAP),
  };
}

const NO_OAUTH = { oauth_token_url: null, oauth_client_id: null, oauth_client_secret: null, oauth_scope: null };
const NO_IMAP = { imap_host: null, imap_port: null, imap_user: null, imap_secret: null, ...NO_OAUTH };

function imapRow(id: string, imap: ImapSettings, secretKey: string) {
  const { auth } = imap;
  const sealed = (field: string, plain: string): Buffer => sealSecret(secretKey, purposeOf(id, field), plain);
  const oauth = auth.kind === "xoauth2" && {
    oauth_token_url: auth.tokenUrl,
    oauth_client_id: auth.clientId,
    oauth_client_secret: sealed("oauth", auth.clientSecret),
    oauth_scope: auth.scope,
  };
  return {
    imap_host: imap.host,
    imap_port: imap.port,
    imap_security: imap.security,
    imap_user: imap.user,
    imap_auth: auth.kind,
    imap_secret: sealed("imap", auth.kind === "password" ? auth.password : auth.refreshToken),
    imap_folder: imap.folder,
    ...(oauth || NO_OAUTH),
  };
}

function toMailbox(row: Row, secretKey: string): Mailbox {
  return {
    id: row.id,
    name: row.name,
    address: row.address,
    kind: row.kind === "imap" ? "imap" : "smtp",
    teamId: row.team_id,
    enabled: row.enabled,
    trustedServers: row.trusted_servers,
    imap: row.kind === "imap" ? toImap(row, secretKey) : null,
    version: row.version,
  };
}

function toImap(row: Row, secretKey: string): ImapSettings {
  const opened = (field: string, sealed: Buffer | null): string =>
    sealed === null ? "" : (openSecret(secretKey, purposeOf(row.id, field), sealed) ?? "");
  const secret = opened("imap", row.imap_secret);
  const auth: ImapAuth =
    row.imap_auth === "password"
      ? { kind: "password", password: secret }
      : {
          kind: "xoauth2",
          tokenUrl: row.oauth_token_url ?? "",
          clientId: row.oauth_client_id ?? "",
          clientSecret: opened("oauth", row.oauth_client_secret),
          refreshToken: secret,
          scope: row.oauth_scope ?? "",
        };
  const security = row.imap_security as ImapSettings["security"];
  return {
    host: row.imap_host ?? "",
    port: row.imap_port ?? 993,
    security,
    user: row.imap_user ?? "",
    folder: row.imap_folder,
    auth,
  };
}
