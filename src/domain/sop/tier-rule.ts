import type { CustomerTier } from "../ticket/vocabulary.ts";

/** What must be reached, all of it: paid in the last year (CNY), whole months as a customer, people who use the product. */
export type TierFloor = { paidMin: number | null; monthsMin: number | null; usersMin: number | null };

/** Any of the floors makes the tier; a rule without one is for everybody. */
export type TierRule = { id: string; tier: CustomerTier; when: readonly TierFloor[]; source: string };

/** What is known of a customer; null where nobody has entered it. */
export type CustomerFigures = { paid: number | null; months: number | null; users: number | null };

/** The first rule that holds (REQ: TR-09). An unknown figure reaches no floor. */
export const tierFor = (rules: readonly TierRule[], figures: CustomerFigures): TierRule | null =>
  rules.find(({ when }) => when.length === 0 || when.some((floor) => reaches(floor, figures))) ?? null;

function reaches({ paidMin, monthsMin, usersMin }: TierFloor, { paid, months, users }: CustomerFigures): boolean {
  const enough = (min: number | null, known: number | null) => min === null || (known !== null && known >= min);
  return enough(paidMin, paid) && enough(monthsMin, months) && enough(usersMin, users);
}
