import type { JobHandlers } from "../../platform/jobs/index.ts";
import { CALL_NEXT_CONTACT_JOB, callNextContact, type ContactCall } from "./call-contact.ts";
import type { TimerDeps } from "./ports.ts";

export const timerJobs = (deps: TimerDeps, now: () => number): JobHandlers => ({
  [CALL_NEXT_CONTACT_JOB]: (payload) =>
    deps.db.inTransaction((tx) => callNextContact(deps, tx, payload as ContactCall, now())),
});
