import { wrongCounts, type WrongCount } from "../../core/tickets/index.ts";
import type { Tx } from "../../platform/transaction.ts";
import {
  lateTimers,
  mailNotTakenIn,
  orphans,
  procedureHeldBack,
  rulesFailed,
  searchBehind,
  stuckJobs,
  undeliveredMail,
} from "./doctor-store.ts";
import { verifyChains } from "./verify-chains.ts";

export type Finding = {
  check:
    | "broken_chain"
    | "orphan"
    | "stuck_job"
    | "late_timer"
    | "undelivered_mail"
    | "mail_not_taken_in"
    | "rule_failed"
    | "search_behind"
    | "procedure_held_back"
    | "wrong_count";
  /** A ticket's number, the id of a job or mail, or a team's name; `search` for its index as a whole. */
  id: string;
  what: string;
};

export type Examination = { healthy: boolean; tickets: number; events: number; findings: Finding[] };

const FINDINGS_PER_CHECK_MAX = 200;
const MINUTE_MS = 60_000;
const JOB_HELD_MINUTES_MAX = 60;
const LATE_MINUTES_MAX = 5;
const MAIL_LATE_MINUTES_MAX = 15;
/** A ticket that cannot be indexed is tried again after ten minutes. */
const SEARCH_BEHIND_MINUTES_MAX = 15;
/** A rule that failed lately stands in the procedure still. */
const RULE_FAILED_MINUTES_MAX = 7 * 24 * 60;

/** Looks for everything that must not be: broken chains, tickets nobody answers for, work that stands still. */
export async function examineDesk(
  tx: Tx,
  now: number,
  onProgress: (ticketsDone: number) => void,
): Promise<Examination> {
  const chains = await verifyChains(tx, onProgress);
  const before = (minutes: number) => new Date(now - minutes * MINUTE_MS);
  const limit = FINDINGS_PER_CHECK_MAX;
  const jobs = { heldSince: before(JOB_HELD_MINUTES_MAX), dueSince: before(LATE_MINUTES_MAX) };
  const findings: Finding[] = [
    ...named("broken_chain", chains.broken.slice(0, limit)),
    ...named("orphan", await orphans(tx, limit)),
    ...named("stuck_job", await stuckJobs(tx, jobs, limit)),
    ...named("late_timer", await lateTimers(tx, before(LATE_MINUTES_MAX), limit)),
    ...named("undelivered_mail", await undeliveredMail(tx, before(MAIL_LATE_MINUTES_MAX), limit)),
    ...named("mail_not_taken_in", await mailNotTakenIn(tx, before(LATE_MINUTES_MAX), limit)),
    ...named("procedure_held_back", await procedureHeldBack(tx)),
    ...named("search_behind", await searchBehind(tx, before(SEARCH_BEHIND_MINUTES_MAX), limit)),
    ...named("wrong_count", (await wrongCounts(tx, limit)).map(countInWords)),
    ...named("rule_failed", await rulesFailed(tx, before(RULE_FAILED_MINUTES_MAX), limit)),
  ];
  return { healthy: findings.length === 0, tickets: chains.tickets, events: chains.events, findings };
}

/** Which of a team's counts is wrong, by how much, and what puts it right. */
function countInWords(count: WrongCount): { id: string; what: string } {
  const { team, state, promiseState, assigned, snoozed, kept, counted } = count;
  const which = [
    state,
    `promises ${promiseState}`,
    assigned ? "assigned" : "unassigned",
    ...(snoozed ? ["snoozed"] : []),
  ];
  const what = `the lists count ${kept} tickets (${which.join(", ")}) where there are ${counted}: bihuan doctor --recount`;
  return { id: team ?? "no team", what };
}

function named(check: Finding["check"], rows: { id: string; what: string }[]): Finding[] {
  return rows.map((row) => ({ check, ...row }));
}
