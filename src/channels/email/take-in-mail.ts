import type { InboundMessage } from "../../domain/channel/inbound-message.ts";
import type { TakenIn } from "../../domain/channel/taken-in.ts";
import { passingFailure } from "../../platform/passing-failure.ts";
import type { Database, Tx } from "../../platform/transaction.ts";
import {
  countAttempt,
  findInboundMail,
  lockWaitingMail,
  settleMail,
  TAKE_IN_ATTEMPTS_MAX,
  waitingMails,
} from "./inbound-mail-store.ts";
import type { InboundMail, Settlement } from "./inbound-mail-store.ts";
import type { KnownMailboxes } from "./known-mailboxes.ts";
import type { MailReader } from "./read-mails.ts";
import { verifySender } from "./verify-sender.ts";

export type TakeInDeps = {
  db: Database;
  mailboxes: KnownMailboxes;
  reader: Pick<MailReader, "read">;
  /** Hands a message to the desk, inside the transaction that marks the mail as taken in. */
  takeIn: (tx: Tx, message: InboundMessage) => Promise<TakenIn>;
  secret: string;
  instanceId: string;
  now: () => number;
};

/** `again`: the job was lost once, so that the mail may have ended the process that read it. */
type Attempt = { number: number; again?: boolean };

/**
 * Takes one kept mail into the desk. Parsed outside, handed over and marked in one transaction; a mail that is done
 * already is left alone. After the last attempt it stands as `failed` with its reason and stops nobody else: attempts are
 * counted with the mail, because a job that is lost with its process comes back as a new one. What is not the mail's fault,
 * such as a database that is away, does not count.
 * @param after the mails that wait for this one, because they answer it
 */
export async function takeInMail(
  deps: TakeInDeps,
  id: string,
  attempt: Attempt,
  after: readonly string[] = [],
): Promise<void> {
  const mail = await findInboundMail(deps.db.reading, id);
  if (!mail || mail.state !== "received") return;
  // Counted before it is read: a mail that takes the process down with it gets no further. The first costs nothing.
  const isCounted = attempt.number > 1 || attempt.again === true;
  const counted = isCounted ? await countAttempt(deps.db.reading, id, 1) : 1;
  if (counted === null) return;
  if (counted > TAKE_IN_ATTEMPTS_MAX) return giveUp(deps, id, mail.reason ?? ENDED_THE_PROCESS);
  try {
    const message = await toMessage(deps, mail);
    await takeInFirst(deps, message.references, { attempt, after: [...after, id] });
    await deps.db.inTransaction(async (tx) => {
      if (!(await lockWaitingMail(tx, id))) return;
      const taken = await deps.takeIn(tx, message);
      await settleMail(tx, id, settlementOf(message, taken, deps.now()));
    });
  } catch (error) {
    await afterFailure(deps, id, { error, isCounted });
  }
}

const ENDED_THE_PROCESS = "reading it ended the process";

/** @throws the error, unless this was the last attempt */
async function afterFailure(
  deps: TakeInDeps,
  id: string,
  { error, isCounted }: { error: unknown; isCounted: boolean },
): Promise<void> {
  if (passingFailure(error) !== null) {
    if (isCounted) await countAttempt(deps.db.reading, id, -1).catch(() => undefined);
    throw error;
  }
  const reason = error instanceof Error ? error.message : String(error);
  const attempts = await countAttempt(deps.db.reading, id, isCounted ? 0 : 1, reason);
  // Somebody else has settled it meanwhile.
  if (attempts === null) return;
  if (attempts < TAKE_IN_ATTEMPTS_MAX) throw error;
  await giveUp(deps, id, reason);
}

const giveUp = (deps: TakeInDeps, id: string, reason: string): Promise<void> =>
  settleMail(deps.db.reading, id, { state: "failed", reason, ticketId: null, messageId: null, at: deps.now() });

/** Longer ladders of answers that wait for each other are not climbed further. */
const LADDER_MAILS_MAX = 8;

/** A mail that answers one which still waits comes after it; an attempt fails with the other's, but for the last. */
async function takeInFirst(
  deps: TakeInDeps,
  references: readonly string[],
  { attempt, after }: { attempt: Attempt; after: readonly string[] },
): Promise<void> {
  if (after.length > LADDER_MAILS_MAX) return;
  for (const id of await waitingMails(deps.db.reading, references)) {
    if (after.includes(id)) continue;
    try {
      await takeInMail(deps, id, { number: 1 }, after);
    } catch (error) {
      if (attempt.number < TAKE_IN_ATTEMPTS_MAX) throw error;
    }
  }
}

async function toMessage(deps: TakeInDeps, mail: InboundMail): Promise<InboundMessage> {
  const mailbox = await deps.mailboxes.byId(mail.mailboxId);
  if (!mailbox) throw new Error(`mailbox ${mail.mailboxId} is gone`);
  return deps.reader.read({
    raw: mail.raw,
    rawId: mail.id,
    receivedAt: mail.receivedAt,
    envelope: mail.envelope,
    mailbox,
    own: { instanceId: deps.instanceId, addresses: await deps.mailboxes.addresses() },
    secret: deps.secret,
    truncated: mail.truncated,
    trustedServers: mailbox.trustedServers,
    senderVerified: await verifySender(mail.raw, mail.envelope),
  });
}

function settlementOf(message: InboundMessage, taken: TakenIn, at: number): Settlement {
  const { outcome, ticketId, messageId } = taken;
  const done = { ticketId, messageId, at };
  if (outcome === "duplicate") return { ...done, state: "duplicate", reason: null };
  if (outcome === "bounce") return { ...done, state: "ignored", reason: "bounce" };
  if (outcome === "ignored") return { ...done, state: "ignored", reason: message.automatic.reason };
  return message.unreadable
    ? { ...done, state: "unreadable", reason: message.unreadable }
    : { ...done, state: "taken_in", reason: null };
}
