import type { Brand } from "../../domain/brand/desk-colour.ts";
import { newId } from "../../platform/ids.ts";
import { addJob } from "../../platform/jobs/index.ts";
import type { Database, Tx } from "../../platform/transaction.ts";
import { onceDatabaseAnswers } from "./once-database-answers.ts";
import type { OutgoingMailbox } from "./outgoing-mailbox.ts";
import { takesPlusAddresses } from "./outgoing-mailbox.ts";
import { nextAttemptAt } from "./outgoing-retries.ts";
import {
  claimSystemMail,
  insertSystemMail,
  overdueSystemMails,
  postponeSystemMail,
  settleSystemMail,
  type SystemMailRow,
} from "./outgoing-system-mail-store.ts";
import { renderMailLayout } from "./render-mail-layout.ts";
import { sendMail, SEND_TIMES, type SendEnd, type SendOptions } from "./send-mail.ts";
import { makeSignedAddress } from "./signed-address.ts";

export const DELIVER_SYSTEM_MAIL_JOB = "deliver_system_mail";
const LEASE_MARGIN_MS = 30_000;
const OVERDUE_PER_SWEEP_MAX = 500;

/** A mail of the desk itself. `html` is clean and without a frame. */
export type SystemMail = {
  to: string;
  subject: string;
  text: string;
  html: string;
  language: "zh" | "en";
  /** What it is for, in a word: `invitation`, `notification`. */
  purpose: string;
  /** An answer to it goes to this ticket, as an internal note. */
  ticketId?: string;
  /** Turns this kind of mail off; mail programs show it as a button. */
  unsubscribeUrl?: string;
};

export type SystemMailDeps = {
  db: Database;
  mailboxOf(tx: Tx, mailboxId: string | null): Promise<OutgoingMailbox | null>;
  brandOf(tx: Tx): Promise<Brand>;
  secret: string;
  instanceId: string;
  /** From, where there is no mailbox yet. */
  fallbackAddress: string;
  now: () => number;
} & SendOptions;

/** Hands a mail over inside a transaction: it goes out if, and only if, the transaction commits. */
export async function sendSystemMail(deps: SystemMailDeps, tx: Tx, mail: SystemMail): Promise<void> {
  const now = deps.now();
  const id = newId(now);
  const row: SystemMailRow = { ...mail, id, headers: headersOf(mail) };
  await insertSystemMail(tx, row, now);
  await again(tx, id, now);
}

const TICKET_HEADER = "X-Bihuan-Ticket";

function headersOf(mail: SystemMail): Record<string, string> {
  return {
    "Auto-Submitted": "auto-generated",
    "X-Auto-Response-Suppress": "All",
    ...(mail.ticketId === undefined ? {} : { [TICKET_HEADER]: mail.ticketId }),
    ...(mail.unsubscribeUrl === undefined
      ? {}
      : {
          "List-Unsubscribe": `<${mail.unsubscribeUrl}>`,
          "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        }),
  };
}

const again = (tx: Tx, id: string, runAt: number) =>
  addJob(tx, DELIVER_SYSTEM_MAIL_JOB, { id }, { runAt, key: `system-mail:${id}` });

/** One attempt, by a worker, at a mail of the desk; fails for now: tried again with growing pauses. */
export async function deliverSystemMail(deps: SystemMailDeps, id: string, holder: string | null = null): Promise<void> {
  const lease = { ms: (deps.times ?? SEND_TIMES).dialogueMsMax + LEASE_MARGIN_MS, holder };
  const begun = await deps.db.inTransaction(async (tx) => {
    const mail = await claimSystemMail(tx, id, deps.now(), lease);
    return mail && { mail, mailbox: await deps.mailboxOf(tx, null), brand: await deps.brandOf(tx) };
  });
  if (!begun) return;
  const { mail, mailbox, brand } = begun;
  const end = await sendMail(mailbox, asMail({ ...deps, brand }, mail, mailbox), deps);
  await onceDatabaseAnswers(() => deps.db.inTransaction((tx) => endAttempt(deps, tx, mail, end)), lease.ms);
}

function asMail(deps: SystemMailDeps & { brand: Brand }, mail: SystemMailRow, mailbox: OutgoingMailbox | null) {
  const { brand } = deps;
  const address = mailbox?.address ?? deps.fallbackAddress;
  const { [TICKET_HEADER]: ticketId, ...headers } = mail.headers;
  const answerable = ticketId !== undefined && mailbox !== null && takesPlusAddresses(mailbox);
  const { html, text } = renderMailLayout({
    brand,
    language: mail.language,
    html: mail.html,
    text: mail.text,
    replyHint: answerable,
    banner: true,
    footer: [brand.name],
  });
  return {
    messageId: `<${mail.id}.system@mail.${address.split("@").at(-1)}>`,
    from: { name: brand.name, address },
    to: mail.to,
    ...(answerable ? { replyTo: makeSignedAddress(deps.secret, mailbox, ticketId) } : {}),
    subject: mail.subject,
    html,
    text,
    headers: { "X-Helpdesk-Instance": deps.instanceId, ...headers },
  };
}

async function endAttempt(
  deps: SystemMailDeps,
  tx: Tx,
  mail: { id: string; attempts: number },
  end: SendEnd,
): Promise<void> {
  const now = deps.now();
  if (end.kind === "sent") return settleSystemMail(tx, mail.id, { state: "sent", detail: null, now });
  const runAt = end.kind === "later" ? nextAttemptAt(mail.attempts, now) : null;
  if (runAt === null) return settleSystemMail(tx, mail.id, { state: "failed", detail: end.detail, now });
  await postponeSystemMail(tx, mail.id, end.detail);
  await again(tx, mail.id, runAt);
}

/** Brings mails back on their way whose job or process was lost. */
export async function deliverOverdueSystemMails(deps: SystemMailDeps, overdueAfterMs: number): Promise<void> {
  await deps.db.inTransaction(async (tx) => {
    for (const id of await overdueSystemMails(tx, deps.now() - overdueAfterMs, OVERDUE_PER_SWEEP_MAX))
      await again(tx, id, deps.now());
  });
}
