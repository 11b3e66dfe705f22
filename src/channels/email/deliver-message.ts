import { randomBytes } from "node:crypto";
import type { Brand } from "../../domain/brand/desk-colour.ts";
import type { DeliveryEnd, OutgoingMessage } from "../../domain/channel/outgoing-message.ts";
import { addJob } from "../../platform/jobs/index.ts";
import type { Storage } from "../../platform/storage/index.ts";
import type { Database, Tx } from "../../platform/transaction.ts";
import { claimDelivery, releaseDelivery } from "./deliver-store.ts";
import { makeMessageId } from "./message-id.ts";
import { onceDatabaseAnswers } from "./once-database-answers.ts";
import type { OutgoingMailbox } from "./outgoing-mailbox.ts";
import { nextAttemptAt } from "./outgoing-retries.ts";
import { renderOutgoingMail } from "./render-outgoing-mail.ts";
import { sendMail, SEND_TIMES, type SendEnd, type SendOptions } from "./send-mail.ts";

/** What the channel asks of the desk about a message that is to go out. */
export type OutgoingDesk = {
  /** Marks a message as being sent under this Message-ID and answers it; null when it is not to be sent any more. */
  begin(tx: Tx, messageId: string): Promise<OutgoingMessage | null>;
  /** Keeps the Message-ID of the attempt before the dialogue begins. */
  keepExternalId(tx: Tx, messageId: string, externalId: string): Promise<void>;
  end(tx: Tx, messageId: string, end: DeliveryEnd): Promise<void>;
  /** Messages that should have gone out by this moment and have no attempt under way. */
  overdue(tx: Tx, before: number, countMax: number): Promise<string[]>;
};

export type DeliverDeps = {
  db: Database;
  desk: OutgoingDesk;
  storage: Storage;
  /** The job under which a message is delivered: `{ messageId }`. */
  jobName: string;
  mailboxOf(tx: Tx, mailboxId: string | null): Promise<OutgoingMailbox | null>;
  brandOf(tx: Tx): Promise<Brand>;
  secret: string;
  instanceId: string;
  now: () => number;
} & SendOptions;

const NO_MAILBOX =
  "没有可用的邮箱：请在设置中添加并启用一个邮箱。/ There is no mailbox to send from: add one in the settings and enable it.";
/** Longer than any dialogue: a lease that has run out belongs to a process that died. */
const LEASE_MARGIN_MS = 30_000;
export const OVERDUE_AFTER_MS = 10 * 60_000;
const OVERDUE_PER_SWEEP_MAX = 500;

const leaseMsOf = ({ times = SEND_TIMES }: SendOptions) => times.dialogueMsMax + LEASE_MARGIN_MS;

/**
 * Delivers one message by SMTP, once as far as SMTP allows: the attempt and its Message-ID are committed before the
 * dialogue, so that an attempt after a crash repeats the same id. Fails for now: tried again with growing pauses.
 * @param holder the worker that makes the attempt: when it is gone, the message is given free
 */
export async function deliverMessage(
  deps: DeliverDeps,
  messageId: string,
  holder: string | null = null,
): Promise<void> {
  const begun = await deps.db.inTransaction((tx) => beginAttempt(deps, tx, { messageId, holder }));
  if (!begun) return;
  const { mailbox, attempts } = begun;
  const end = mailbox ? await dialogue(deps, { ...begun, mailbox }) : { kind: "never" as const, detail: NO_MAILBOX };
  // A letter that has left and is not marked so would leave again.
  const mark = () => deps.db.inTransaction((tx) => endAttempt(deps, tx, messageId, { end, attempts }));
  await onceDatabaseAnswers(mark, leaseMsOf(deps));
}

type Attempt = {
  message: OutgoingMessage;
  mailbox: OutgoingMailbox | null;
  attempts: number;
  externalId: string;
  brand: Brand;
};

async function beginAttempt(
  deps: DeliverDeps,
  tx: Tx,
  { messageId, holder }: { messageId: string; holder: string | null },
): Promise<Attempt | null> {
  const now = deps.now();
  const message = await deps.desk.begin(tx, messageId);
  if (!message) return null;
  const lease = { ms: leaseMsOf(deps), holder };
  const claim = await claimDelivery(tx, messageId, now, lease);
  if (claim.kind === "busy") {
    await again(deps, tx, messageId, claim.until);
    return null;
  }
  const mailbox = await deps.mailboxOf(tx, message.mailboxId);
  const externalId = message.externalId ?? newExternalId(deps, message, mailbox);
  if (message.externalId === null) await deps.desk.keepExternalId(tx, messageId, externalId);
  return { message, mailbox, attempts: claim.attempts, externalId, brand: await deps.brandOf(tx) };
}

const again = (deps: DeliverDeps, tx: Tx, messageId: string, runAt: number) =>
  addJob(tx, deps.jobName, { messageId }, { runAt, key: `deliver:${messageId}` });

function newExternalId(deps: DeliverDeps, message: OutgoingMessage, mailbox: OutgoingMailbox | null): string {
  const domain = mailbox?.address.split("@").at(-1) ?? "desk.invalid";
  const random = randomBytes(6).toString("hex");
  return makeMessageId(deps.secret, { ticketId: message.ticketId, messageId: message.messageId, random, domain });
}

async function dialogue(
  deps: DeliverDeps,
  { message, mailbox, externalId, brand }: Attempt & { mailbox: OutgoingMailbox },
): Promise<SendEnd> {
  const contents: Buffer[] = [];
  try {
    for (const file of message.files) contents.push(await deps.storage.readBytes(file.storageKey));
  } catch (error) {
    return { kind: "later", detail: `附件无法读取 / A file cannot be read: ${(error as Error).message}` };
  }
  const mail = renderOutgoingMail(message, { ...deps, brand, mailbox, externalId, contents });
  return sendMail(mailbox, mail, deps);
}

async function endAttempt(
  deps: DeliverDeps,
  tx: Tx,
  messageId: string,
  { end, attempts }: { end: SendEnd; attempts: number },
): Promise<void> {
  const runAt = end.kind === "later" ? nextAttemptAt(attempts, deps.now()) : null;
  // The message before its delivery, as where an attempt begins: two that meet wait for each other in one order.
  await deps.desk.end(tx, messageId, deliveryEnd(end, runAt));
  await releaseDelivery(tx, messageId);
  if (runAt !== null) await again(deps, tx, messageId, runAt);
}

function deliveryEnd(end: SendEnd, runAt: number | null): DeliveryEnd {
  if (end.kind === "sent") return { state: "sent", refused: end.refused };
  return { state: runAt === null ? "failed" : "waiting", detail: end.detail };
}

/** Brings messages back on their way whose job or process was lost. */
export async function deliverOverdue(deps: DeliverDeps): Promise<void> {
  const before = deps.now() - OVERDUE_AFTER_MS;
  await deps.db.inTransaction(async (tx) => {
    for (const messageId of await deps.desk.overdue(tx, before, OVERDUE_PER_SWEEP_MAX))
      await again(deps, tx, messageId, deps.now());
  });
}
