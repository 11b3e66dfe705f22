import { z } from "zod";
import { forgetSignIns, type SendStaffMail, type StaffMail } from "../../core/staff/index.ts";
import { addJob, type JobHandlers } from "../../platform/jobs/index.ts";
import type { Database } from "../../platform/transaction.ts";

const SEND_STAFF_MAIL_JOB = "send_staff_mail";
const FORGET_SIGN_INS_JOB = "forget_sign_ins";
/** The links in these mails run out; a mail that comes days late helps nobody. */
const SENDING_ATTEMPTS_MAX = 12;

/** Every night at 03:17. */
export const STAFF_CRONTAB = `17 3 * * * ${FORGET_SIGN_INS_JOB}`;

/** Mails to staff leave by a job of the writing transaction, so that a crash loses none. */
export const queueStaffMail: SendStaffMail = (tx, mail) =>
  addJob(tx, SEND_STAFF_MAIL_JOB, mail, { attemptsMax: SENDING_ATTEMPTS_MAX });

const mailShape = z.object({ to: z.string(), subject: z.string(), text: z.string(), html: z.string() });

export type StaffJobDeps = {
  db: Database;
  now: () => number;
  /** Hands a mail to the outgoing server; throws when it was not taken, and is asked again later. */
  deliver: (mail: StaffMail) => Promise<void>;
};

export const staffJobs = (deps: StaffJobDeps): JobHandlers => ({
  [SEND_STAFF_MAIL_JOB]: (payload) => deps.deliver(mailShape.parse(payload)),
  [FORGET_SIGN_INS_JOB]: () => deps.db.inTransaction((tx) => forgetSignIns(tx, deps.now())),
});
