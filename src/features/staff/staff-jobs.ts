import { forgetSignIns } from "../../core/staff/index.ts";
import type { JobHandlers } from "../../platform/jobs/index.ts";
import type { Database } from "../../platform/transaction.ts";

const FORGET_SIGN_INS_JOB = "forget_sign_ins";

/** Every night at 03:17. */
export const STAFF_CRONTAB = `17 3 * * * ${FORGET_SIGN_INS_JOB}`;

export const staffJobs = (deps: { db: Database; now: () => number }): JobHandlers => ({
  [FORGET_SIGN_INS_JOB]: () => deps.db.inTransaction((tx) => forgetSignIns(tx, deps.now())),
});
