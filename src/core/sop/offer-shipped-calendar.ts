import { isDeepStrictEqual } from "node:util";
import type { NamedCalendar } from "../../contract/calendar-schema.ts";
import type { WorkingCalendar } from "../../domain/time/index.ts";
import type { Tx } from "../../platform/transaction.ts";
import { askRefold } from "./ask-refold.ts";
import { insertCalendar, lockCalendar, setShipped, updateCalendar } from "./calendar-store.ts";

export const SHIPPED_REASON = "shipped";

export type CalendarException = WorkingCalendar["exceptions"][number];

/**
 * Takes over a calendar as it ships now. One that the desk does not have is kept; one that nobody here has edited follows the
 * release as a new version; for one that was edited the newer one is an offer, which a person takes or leaves.
 */
export async function offerShippedCalendar(tx: Tx, calendar: NamedCalendar, now: number): Promise<void> {
  const { id, name } = calendar;
  const step = { staffId: null, reason: SHIPPED_REASON, now };
  const known = await lockCalendar(tx, id);
  if (!known) return insertCalendar(tx, { id, name, definition: calendar }, step);
  const newest = known.offered ?? known.shipped;
  if (newest !== null && isSame(newest, calendar)) return;
  const isEdited = known.shipped === null || !isSame(known.definition, known.shipped);
  if (isEdited && known.shipped !== null && isSame(known.shipped, calendar))
    return setShipped(tx, id, { shipped: known.shipped, offered: null });
  if (isEdited) return setShipped(tx, id, { shipped: known.shipped, offered: calendar });
  await updateCalendar(tx, { id, name, definition: calendar, version: known.version }, step);
  await setShipped(tx, id, { shipped: calendar, offered: null });
  await askRefold(tx, id, now);
}

/** JSON from the database against what the files say: absent and undefined are one. */
const isSame = (kept: unknown, calendar: unknown) => isDeepStrictEqual(kept, JSON.parse(JSON.stringify(calendar)));

/** The holidays and make-up days that an offer brings: new in it, and on days of which the desk says nothing itself. */
export function offeredExceptions(
  calendar: WorkingCalendar,
  { shipped, offered }: { shipped: unknown; offered: unknown },
): CalendarException[] {
  if (offered === null) return [];
  const before = (shipped as WorkingCalendar | null)?.exceptions ?? [];
  const own = new Set(calendar.exceptions.map(({ from }) => from));
  return (offered as WorkingCalendar).exceptions.filter(
    (exception) => !own.has(exception.from) && !before.some((known) => isDeepStrictEqual(known, exception)),
  );
}
