import type { JobHandlers } from "../../platform/jobs/index.ts";
import type { Tx } from "../../platform/transaction.ts";
import { deliverMessage, deliverOverdue, OVERDUE_AFTER_MS, type DeliverDeps } from "./deliver-message.ts";
import { freeLettersOf } from "./deliver-store.ts";
import {
  findOutgoingMailbox,
  listOutgoing,
  saveOutgoingSettings,
  type OutgoingSettings,
  type OutgoingSummary,
} from "./outgoing-mailbox-store.ts";
import { forgetSystemMails } from "./outgoing-system-mail-store.ts";
import type { SmtpServer } from "./outgoing-mailbox.ts";
import { trySending } from "./send-mail.ts";
import {
  DELIVER_SYSTEM_MAIL_JOB,
  deliverOverdueSystemMails,
  deliverSystemMail,
  sendSystemMail,
  type SystemMail,
  type SystemMailDeps,
} from "./send-system-mail.ts";

export type { OutgoingSettings, OutgoingSummary } from "./outgoing-mailbox-store.ts";
export type { SystemMail } from "./send-system-mail.ts";

const SYSTEM_MAIL_KEPT_MS = 30 * 24 * 60 * 60 * 1000;

export type OutgoingMailDeps = Omit<DeliverDeps & SystemMailDeps, "mailboxOf">;

export type OutgoingMailChannel = {
  /** Keeps the sending server and DKIM key of a mailbox; secrets left out stay. */
  saveSettings(tx: Tx, mailboxId: string, settings: OutgoingSettings): Promise<void>;
  /** How each mailbox sends, without its secrets. */
  listSettings(tx: Tx): Promise<OutgoingSummary[]>;
  /**
   * Whether mail could be sent: null, or a sentence that says what is wrong. `smtp` null: by the mailbox's own server,
   * and without one by the desk's; a login without a password takes the one that is kept.
   */
  trySending(tx: Tx, mailboxId: string | null, smtp: SmtpServer | null): Promise<string | null>;
  sendSystemMail(tx: Tx, mail: SystemMail): Promise<void>;
  /** Gives free what workers had taken that are gone. */
  freeLettersOf(tx: Tx, workerIds: readonly string[]): Promise<void>;
  jobs: JobHandlers;
  crontab: string;
};

/** A password that is kept goes to the server and user it was entered for, and to nobody else. */
const isSameServer = (asked: SmtpServer, kept: SmtpServer): boolean =>
  asked.host === kept.host &&
  asked.port === kept.port &&
  asked.security === kept.security &&
  asked.login?.user === kept.login?.user &&
  kept.login !== null &&
  "password" in kept.login;

/** The sending half of e-mail: messages of tickets and mail of the desk itself. */
export function outgoingMail(given: OutgoingMailDeps): OutgoingMailChannel {
  const deps = {
    ...given,
    mailboxOf: (tx: Tx, mailboxId: string | null) => findOutgoingMailbox(tx, mailboxId, given.secret),
  };
  return {
    saveSettings: (tx, mailboxId, settings) => saveOutgoingSettings(tx, mailboxId, settings, deps.secret),
    listSettings: listOutgoing,
    trySending: async (tx, mailboxId, smtp) => {
      const kept = mailboxId === null ? null : await deps.mailboxOf(tx, mailboxId);
      const isKept = smtp !== null && kept?.smtp != null && isSameServer(smtp, kept.smtp);
      const asked = smtp?.login ?? null;
      const blank = asked !== null && "password" in asked && asked.password === "";
      const login = blank ? (isKept ? kept.smtp!.login : null) : asked;
      return trySending({ smtp: smtp ? { ...smtp, login } : null, dkim: null }, deps);
    },
    sendSystemMail: (tx, mail) => sendSystemMail(deps, tx, mail),
    freeLettersOf,
    jobs: {
      [deps.jobName]: (payload, { worker = null }) =>
        deliverMessage(deps, (payload as { messageId: string }).messageId, worker),
      [DELIVER_SYSTEM_MAIL_JOB]: (payload, { worker = null }) =>
        deliverSystemMail(deps, (payload as { id: string }).id, worker),
      deliver_overdue_mail: async () => {
        await deliverOverdue(deps);
        await deliverOverdueSystemMails(deps, OVERDUE_AFTER_MS);
      },
      forget_system_mail: () => deps.db.inTransaction((tx) => forgetSystemMails(tx, deps.now() - SYSTEM_MAIL_KEPT_MS)),
    },
    crontab: "*/5 * * * * deliver_overdue_mail\n17 3 * * * forget_system_mail",
  };
}
