import type { InboundMessage } from "../../domain/channel/inbound-message.ts";
import type { TakenIn } from "../../domain/channel/taken-in.ts";
import type { JobHandlers } from "../../platform/jobs/index.ts";
import type { Database, Tx } from "../../platform/transaction.ts";
import { accessTokens } from "./fetch-access-token.ts";
import {
  countFailedMails,
  findFailedMail,
  listFailedMails,
  setAside,
  takeUntold,
  type FailedMail,
  type FailedMailPage,
} from "./failed-mail-store.ts";
import { startImapPolling } from "./imap-poller.ts";
import type { ImapPolling } from "./imap-poller.ts";
import { addLostJobs, findInboundMail, forgetMailsOf, reviveMail, TAKE_IN_MAIL_JOB } from "./inbound-mail-store.ts";
import { knownMailboxes } from "./known-mailboxes.ts";
import type { ImapSettings, Mailbox, MailboxProgress } from "./mailbox.ts";
import { freeMailboxesOf, listProgress } from "./mailbox-progress-store.ts";
import { findMailbox, insertMailbox, listMailboxes, updateMailbox } from "./mailbox-store.ts";
import { mailReader } from "./read-mails.ts";
import { startSmtpReceiver } from "./smtp-receiver.ts";
import type { SmtpReceiver, SmtpReceiverSettings } from "./smtp-receiver.ts";
import { takeInMail } from "./take-in-mail.ts";
import { testImap } from "./test-mailbox.ts";
import type { MailboxTestStep } from "./test-mailbox.ts";

export type { ImapSettings, Mailbox, MailboxProgress } from "./mailbox.ts";
export type { MailboxTestStep } from "./test-mailbox.ts";
export type { SmtpReceiver } from "./smtp-receiver.ts";
export type { ImapPolling } from "./imap-poller.ts";

export type EmailChannelDeps = {
  db: Database;
  /** Hands a message to the desk, in the transaction that marks its mail as taken in. */
  takeIn: (tx: Tx, message: InboundMessage) => Promise<TakenIn>;
  /** SECRET_KEY: signs addresses and Message-IDs, seals passwords. */
  secret: string;
  /** What our outgoing mails carry in X-Helpdesk-Instance. */
  instanceId: string;
  now: () => number;
  log: (level: "warn" | "info", message: string, detail?: Record<string, unknown>) => void;
};

export type EmailChannel = {
  /** Access tokens for logins by OAuth, kept until they end. */
  accessToken: ReturnType<typeof accessTokens>;
  jobs: JobHandlers;
  /** Cron line of the sweep that finds mails whose job was lost with its process. */
  crontab: string;
  startReceiver(settings: SmtpReceiverSettings): Promise<SmtpReceiver>;
  startPolling(workerId: string): ImapPolling;
  /** Lets others read the mailboxes that workers read which are gone. */
  freeMailboxesOf(tx: Tx, workerIds: readonly string[]): Promise<void>;
  /** Ends the thread that reads mails, once nobody takes in any more. */
  stopReading(): Promise<void>;
  mailboxes: {
    list(tx: Tx): Promise<Mailbox[]>;
    find(tx: Tx, id: string): Promise<Mailbox | null>;
    progress(tx: Tx): Promise<MailboxProgress[]>;
    /** @throws unique violation where another mailbox has this address */
    add(tx: Tx, mailbox: Mailbox): Promise<void>;
    /** False where somebody else changed it meanwhile. */
    change(tx: Tx, mailbox: Mailbox): Promise<boolean>;
    test(settings: ImapSettings, language: "zh" | "en"): Promise<MailboxTestStep[]>;
    teamOf(tx: Tx, mailboxId: string): Promise<string | null>;
    addresses(tx: Tx): Promise<ReadonlySet<string>>;
  };
  /** The raw file of a mail, by inbound_mail.id. */
  rawMail(tx: Tx, rawId: string): Promise<Buffer | null>;
  /** Takes the content of a ticket's mails away for good. */
  forgetMailsOf(tx: Tx, ticketId: string): Promise<void>;
  /** Tries a mail again that has failed for good. */
  retry(tx: Tx, rawId: string): Promise<boolean>;
  failed: {
    list(tx: Tx, page: FailedMailPage): Promise<FailedMail[]>;
    count(tx: Tx, countMax: number): Promise<number>;
    find(tx: Tx, id: string): Promise<{ mailboxId: string; mailboxAddress: string } | null>;
    setAside(tx: Tx, id: string): Promise<boolean>;
    takeUntold(tx: Tx, at: { now: number; toldSince: number }): Promise<{ count: number; reason: string } | null>;
  };
};

const SWEEP_JOB = "sweep_inbound_mail";
const LOST_AFTER_MS = 30_000;

/** The inbound half of the e-mail channel: receiver, poller, and the job that takes mails into the desk. REQ: IN-01 */
export function emailChannel(deps: EmailChannelDeps): EmailChannel {
  const mailboxes = knownMailboxes(deps);
  const accessToken = accessTokens(deps.now);
  const reader = mailReader();
  return {
    accessToken,
    jobs: {
      [TAKE_IN_MAIL_JOB]: (payload, { number }) => {
        const { inboundMailId, again = false } = payload as { inboundMailId: string; again?: boolean };
        return takeInMail({ ...deps, mailboxes, reader }, inboundMailId, { number, again });
      },
      [SWEEP_JOB]: async () => void (await addLostJobs(deps.db.reading, deps.now() - LOST_AFTER_MS)),
    },
    crontab: `* * * * * ${SWEEP_JOB}`,
    startReceiver: (settings) => startSmtpReceiver({ ...deps, mailboxes }, settings),
    startPolling: (holder) => startImapPolling({ ...deps, accessToken, holder, random: Math.random }),
    freeMailboxesOf,
    stopReading: () => reader.stop(),
    mailboxes: {
      list: (tx) => listMailboxes(tx, deps.secret),
      find: (tx, id) => findMailbox(tx, deps.secret, id),
      progress: listProgress,
      add: async (tx, mailbox) => {
        await insertMailbox(tx, deps.secret, mailbox);
        tx.afterCommit(mailboxes.forget);
      },
      change: async (tx, mailbox) => {
        const done = await updateMailbox(tx, deps.secret, mailbox);
        tx.afterCommit(mailboxes.forget);
        return done;
      },
      test: (settings, language) => testImap({ accessToken }, settings, language),
      teamOf: async (tx, mailboxId) => (await findMailbox(tx, deps.secret, mailboxId))?.teamId ?? null,
      addresses: async (tx) => new Set((await listMailboxes(tx, deps.secret)).map(({ address }) => address)),
    },
    rawMail: async (tx, rawId) => (await findInboundMail(tx, rawId))?.raw ?? null,
    forgetMailsOf,
    retry: reviveMail,
    failed: {
      list: listFailedMails,
      count: countFailedMails,
      find: findFailedMail,
      setAside,
      takeUntold,
    },
  };
}
