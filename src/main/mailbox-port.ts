import { CodedError } from "../contract/coded-error.ts";
import type { MailboxShape } from "../contract/mailbox-routes.ts";
import type { ImapSettings, Mailbox, MailboxProgress } from "../channels/email/index.ts";
import type { OutgoingSummary } from "../channels/email/outgoing-mail.ts";
import { tokenLogin } from "../channels/email/outgoing-mailbox.ts";
import type { MailboxInput, MailboxPort, MailboxTest } from "../features/mailboxes/index.ts";
import type { Tx } from "../platform/transaction.ts";
import type { Email } from "./open-email.ts";

const WORDS = {
  smtp_ok: { zh: "已连接发信服务器。", en: "The sending server answers." },
  smtp_remedy: {
    zh: "请检查服务器、端口、加密方式与密码（授权码）。",
    en: "Check server, port, encryption and password.",
  },
} as const;

/** The e-mail channel as the settings page needs it. */
export function mailboxPort(email: () => Email): MailboxPort {
  return {
    list: (tx) => list(email(), tx),
    make: async (tx, id, input) => {
      const mailbox = asMailbox(id, input, null);
      requireLogin(mailbox.imap, input);
      await email().inbound.mailboxes.add(tx, mailbox);
      await email().outgoing.saveSettings(tx, id, sendingOf(input));
    },
    change: async (tx, id, input) => {
      const kept = await email().inbound.mailboxes.find(tx, id);
      if (!kept) return null;
      const mailbox = asMailbox(id, input, kept);
      requireLogin(mailbox.imap, input);
      const done = await email().inbound.mailboxes.change(tx, { ...mailbox, version: input.version });
      if (done) await email().outgoing.saveSettings(tx, id, sendingOf(input));
      return done;
    },
    test: (tx, input, language) => test(email(), tx, input, language),
  };
}

async function list({ inbound, outgoing }: Email, tx: Tx): Promise<MailboxShape[]> {
  const mailboxes = await inbound.mailboxes.list(tx);
  const progress = new Map((await inbound.mailboxes.progress(tx)).map((row) => [row.mailboxId, row]));
  const sending = new Map((await outgoing.listSettings(tx)).map((row) => [row.mailboxId, row]));
  return mailboxes.map((mailbox) => shapeOf(mailbox, progress.get(mailbox.id), sending.get(mailbox.id)));
}

const moment = (ms: number | null | undefined) => (ms == null ? null : new Date(ms).toISOString());

function shapeOf(mailbox: Mailbox, progress?: MailboxProgress, sending?: OutgoingSummary): MailboxShape {
  const { imap, trustedServers, ...rest } = mailbox;
  return {
    ...rest,
    trustedServers: [...trustedServers],
    imap: imap && imapShape(imap),
    smtp: sending?.smtp ?? null,
    dkim: sending?.dkim ?? null,
    hasImapSecret: imap !== null && secretOf(imap) !== "",
    hasSmtpPassword: sending?.hasPassword ?? false,
    hasDkimKey: sending?.dkim != null,
    lastOkAt: moment(progress?.lastOkAt),
    lastError: progress?.lastErrorCode
      ? { code: progress.lastErrorCode, detail: progress.lastError ?? "", at: moment(progress.lastErrorAt) }
      : null,
  };
}

function imapShape({ auth, ...server }: ImapSettings): NonNullable<MailboxShape["imap"]> {
  const oauth =
    auth.kind === "xoauth2" ? { tokenUrl: auth.tokenUrl, clientId: auth.clientId, scope: auth.scope } : null;
  return { ...server, auth: auth.kind, oauth };
}

const secretOf = ({ auth }: ImapSettings) => (auth.kind === "password" ? auth.password : auth.refreshToken);

/** What was given, over what is kept: a secret that was left out stays. */
function asMailbox(id: string, input: MailboxInput, kept: Mailbox | null): Mailbox {
  const imap = input.kind === "imap" ? imapOf(input, kept) : null;
  if (imap && secretOf(imap) === "") throw new CodedError("invalid_input", { issues: "imapSecret" });
  return {
    id,
    name: input.name,
    address: input.address.toLowerCase(),
    kind: input.kind,
    teamId: input.teamId,
    enabled: input.enabled,
    trustedServers: input.trustedServers,
    imap,
    version: kept?.version ?? 1,
  };
}

type ImapInput = Pick<MailboxInput, "imap" | "imapSecret" | "oauthClientSecret">;

function imapOf(input: ImapInput, kept: Mailbox | null): ImapSettings {
  if (!input.imap) throw new CodedError("invalid_input", { issues: "imap" });
  const { auth, oauth, ...server } = input.imap;
  const same = kept?.imap && isSamePlace(input.imap, kept.imap) ? kept.imap : null;
  const secret = input.imapSecret ?? (same ? secretOf(same) : "");
  if (auth === "password") return { ...server, auth: { kind: "password", password: secret } };
  if (!oauth) throw new CodedError("invalid_input", { issues: "imap.oauth" });
  const clientSecret = input.oauthClientSecret ?? (same?.auth.kind === "xoauth2" ? same.auth.clientSecret : "");
  return { ...server, auth: { kind: "xoauth2", ...oauth, clientSecret, refreshToken: secret } };
}

/** A secret that is kept goes where it was entered for: with another server, user or token address it is entered anew. */
function isSamePlace(asked: NonNullable<MailboxInput["imap"]>, kept: ImapSettings): boolean {
  const { host, port, security, user, auth } = kept;
  const place = asked.host === host && asked.port === port && asked.security === security && asked.user === user;
  if (auth.kind === "password") return place && asked.auth === "password";
  const { oauth } = asked;
  return place && asked.auth === "xoauth2" && oauth?.tokenUrl === auth.tokenUrl && oauth.clientId === auth.clientId;
}

/** A token of the IMAP side goes to a server of the same provider alone, and never over an open line. */
function requireLogin(imap: ImapSettings | null, { smtp }: Pick<MailboxInput, "smtp">): void {
  if (smtp?.auth === "xoauth2" && !tokenLogin(imap, smtp))
    throw new CodedError("invalid_input", { issues: "smtp.auth" });
}

function sendingOf(input: MailboxInput) {
  return {
    smtp: input.smtp && { ...input.smtp, password: input.smtpPassword },
    dkim: input.dkim && { ...input.dkim, privateKey: input.dkimPrivateKey },
  };
}

async function test({ inbound, outgoing }: Email, tx: Tx, input: MailboxTest, language: "zh" | "en") {
  const kept = input.mailboxId ? await inbound.mailboxes.find(tx, input.mailboxId) : null;
  const imap = input.kind === "imap" ? imapOf(input, kept) : null;
  requireLogin(imap, input);
  const receiving = imap ? await inbound.mailboxes.test(imap, language) : [];
  const smtp = input.smtp && { ...input.smtp, login: loginOf(imap, input.smtp, input.smtpPassword) };
  const problem = await outgoing.trySending(tx, input.mailboxId ?? null, smtp);
  const sending = {
    step: "smtp_login",
    ok: problem === null,
    code: problem === null ? null : "smtp_failed",
    says: problem ?? WORDS.smtp_ok[language],
    remedy: problem === null ? null : WORDS.smtp_remedy[language],
  };
  const steps = [...receiving, sending];
  return { ok: steps.every(({ ok }) => ok), steps };
}

function loginOf(imap: ImapSettings | null, smtp: NonNullable<MailboxTest["smtp"]>, password = "") {
  if (smtp.auth === "xoauth2") return tokenLogin(imap, smtp);
  return smtp.user ? { user: smtp.user, password } : null;
}
