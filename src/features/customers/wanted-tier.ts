import { CodedError } from "../../contract/coded-error.ts";
import type { OrganisationTier } from "../../core/contacts/index.ts";
import { decideTier, type DecidedTier, type Pack, type TierBasis, type TierByHand } from "../../domain/sop/index.ts";
import type { CustomerTier } from "../../domain/ticket/index.ts";

/** A tier by hand holds no longer than that: then the rules speak again. */
const TIER_DAYS_MAX = 366;
const DAY_MS = 86_400_000;

export type TierChange = {
  tier?: CustomerTier | undefined;
  paidCny?: number | null | undefined;
  customerSince?: string | null | undefined;
  users?: number | null | undefined;
  tierReason?: string | undefined;
  tierUntil?: string | null | undefined;
};

/**
 * What a change comes to: the figures, the tier, and whether it was set by hand. Where the rules say something, another tier by
 * hand needs a reason and an end date; the same one takes back what was set by hand. REQ: TR-09
 * @throws CodedError tier_reason_needed
 */
export function wantedTier(
  { tiers }: Pick<Pack, "tiers">,
  before: OrganisationTier & { tier: CustomerTier },
  change: TierChange,
  now: number,
): OrganisationTier & { tier: CustomerTier } {
  const basis: TierBasis = {
    paid: change.paidCny === undefined ? before.basis.paid : change.paidCny,
    since: change.customerSince === undefined ? before.basis.since : change.customerSince,
    users: change.users === undefined ? before.basis.users : change.users,
  };
  const has = change.tier ?? before.tier;
  const moment = { rules: tiers, basis, has, ...dayOf(now) };
  const byRule = decideTier({ ...moment, byHand: null });
  const isTouched = [change.tier, change.tierReason, change.tierUntil].some((given) => given !== undefined);
  const byHand = isTouched ? byHandNow(asked(before, change), byRule, now) : before.byHand;
  return { basis, byHand, tier: decideTier({ ...moment, byHand }).tier };
}

/** The tier by hand that is asked for, over what was set before. */
function asked(before: OrganisationTier & { tier: CustomerTier }, change: TierChange): TierByHand {
  const known = before.byHand ?? { tier: before.tier, reason: "", until: null };
  const { tier = known.tier, tierReason: reason = known.reason, tierUntil } = change;
  if (tierUntil === undefined) return { tier, reason, until: known.until };
  return { tier, reason, until: tierUntil === null ? null : Date.parse(tierUntil) + DAY_MS };
}

function byHandNow(wanted: TierByHand, byRule: DecidedTier, now: number): TierByHand | null {
  const { tier, reason, until } = wanted;
  if (byRule.by !== "rule") return reason === "" && until === null ? null : wanted;
  if (tier === byRule.tier) return null;
  const isBounded = until !== null && until > now && until <= now + TIER_DAYS_MAX * DAY_MS;
  if (reason === "" || !isBounded) throw new CodedError("tier_reason_needed", { tier: byRule.tier });
  return wanted;
}

/** A moment with its day. */
export const dayOf = (now: number) => ({ now, today: new Date(now).toISOString().slice(0, 10) });

/** The last day on which something that ends at a moment still holds. */
export const lastDayBefore = (until: number): string => dayOf(until - 1).today;
