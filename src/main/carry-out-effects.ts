import type { Effect } from "../domain/clocks/index.ts";
import { accepted } from "../domain/result.ts";
import { changeTicket } from "../core/tickets/index.ts";
import { answerableFor } from "../core/staff/index.ts";
import type { CarryOut, EffectContext } from "../features/clocks/index.ts";
import { closeByRule, remindCustomer, type ClosingDeps } from "../features/closing/index.ts";
import type { Tx } from "../platform/transaction.ts";

/** Tells people of a warned or broken promise. */
export type NotifyOfClock = (tx: Tx, told: { staffIds: readonly string[]; context: EffectContext }) => Promise<void>;

/** What each effect of a promise line comes to; one row an effect. */
export function carryOutEffects(closing: ClosingDeps, notify: NotifyOfClock): CarryOut {
  return async (tx, effect, context) => {
    const { change, timer, now } = context;
    const noticeId = "noticeId" in effect ? effect.noticeId : null;
    const byRule = { ticketId: change.ticket.id, lineId: timer.lineId, noticeId, now };
    switch (effect.do) {
      case "notify":
        if (effect.whom === "customer") return remindCustomer(closing, tx, byRule);
        return notify(tx, { staffIds: await peopleOf(tx, effect.whom, context), context });
      case "escalate":
        return escalate(closing, tx, context);
      case "raise_priority":
        return raise(closing, tx, effect, context);
      case "close":
        return closeByRule(closing, tx, byRule);
      case "send_survey":
        // The result notice carries the survey; a case without an address is asked by phone.
        return undefined;
    }
  };
}

type Notify = Extract<Effect, { do: "notify" }>;

async function peopleOf(
  tx: Tx,
  whom: Exclude<Notify["whom"], "customer">,
  { change }: EffectContext,
): Promise<string[]> {
  const { assigneeId, teamId, followers } = change.ticket;
  const leaders = async () => (await answerableFor(tx, teamId)).map(({ id }) => id);
  switch (whom) {
    case "owner":
      return assigneeId ? [assigneeId] : leaders();
    case "leader":
    case "supervisor":
      return leaders();
    case "followers":
      return [...followers];
  }
}

/** To whoever answers for the team: the case is theirs as well from then on. */
async function escalate(closing: ClosingDeps, tx: Tx, { change, timer, now }: EffectContext): Promise<void> {
  const [answerable] = await answerableFor(tx, change.ticket.teamId);
  if (!answerable) return;
  const request = { ticketId: change.ticket.id, actor: { kind: "rule" as const, id: timer.lineId }, now };
  await changeTicket(closing.desk, tx, request, (ticket) =>
    accepted(ticket.followers.includes(answerable.id) ? [] : [{ type: "follower_added", staffId: answerable.id }]),
  );
}

async function raise(
  closing: ClosingDeps,
  tx: Tx,
  effect: Extract<Effect, { do: "raise_priority" }>,
  { change, timer, now }: EffectContext,
): Promise<void> {
  const request = { ticketId: change.ticket.id, actor: { kind: "rule" as const, id: timer.lineId }, now };
  await changeTicket(closing.desk, tx, request, (ticket) =>
    accepted(
      ticket.facts.priority > effect.to
        ? [{ type: "facts_changed", changes: { priority: effect.to }, reason: timer.lineId }]
        : [],
    ),
  );
}
