import type { CustomerTier } from "../ticket/vocabulary.ts";
import { tierFor, type TierRule } from "./tier-rule.ts";

/** What a customer's tier follows from. `since` is the day that he became one: YYYY-MM-DD. */
export type TierBasis = { paid: number | null; since: string | null; users: number | null };

/** Set by hand, with a reason, until a moment in epoch ms; null for good. */
export type TierByHand = { tier: CustomerTier; reason: string; until: number | null };

export type DecidedTier = { tier: CustomerTier; by: "hand" | "rule" | "nobody"; ruleId: string | null };

/**
 * The tier of a customer at a moment: what was set by hand until that has run out, then what the first rule says that holds;
 * where nothing is known of him, what he has. REQ: TR-09
 */
export function decideTier(given: {
  rules: readonly TierRule[];
  basis: TierBasis;
  byHand: TierByHand | null;
  has: CustomerTier;
  now: number;
  /** The day of `now`: YYYY-MM-DD. */
  today: string;
}): DecidedTier {
  const { rules, basis, byHand, has, now, today } = given;
  if (byHand && (byHand.until === null || byHand.until > now)) return { tier: byHand.tier, by: "hand", ruleId: null };
  const isKnown = basis.paid !== null || basis.since !== null || basis.users !== null;
  if (!isKnown && !byHand) return { tier: has, by: "nobody", ruleId: null };
  const months = basis.since === null ? null : wholeMonths(basis.since, today);
  const rule = tierFor(rules, { paid: basis.paid, months, users: basis.users });
  return rule ? { tier: rule.tier, by: "rule", ruleId: rule.id } : { tier: has, by: "nobody", ruleId: null };
}

/** Between two days; from 31 January to 28 February no month is whole. */
function wholeMonths(from: string, to: string): number {
  const parts = (day: string) => day.split("-").map(Number) as [year: number, month: number, day: number];
  const [[fromYear, fromMonth, fromDay], [toYear, toMonth, toDay]] = [parts(from), parts(to)];
  const months = (toYear - fromYear) * 12 + toMonth - fromMonth;
  return Math.max(0, toDay < fromDay ? months - 1 : months);
}
