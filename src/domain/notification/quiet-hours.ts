import { compileCalendar, nextOpening, type Shift } from "../time/index.ts";

/** Minutes from midnight in `zone`; `to` may lie before `from`: over midnight. */
export type QuietHours = { from: number; to: number; zone: string };

const DAY_MINUTES = 1440;

/** The end of the quiet hours that `now` lies in, in milliseconds since the epoch; null outside of them. */
export function quietUntil(quiet: QuietHours | null, now: number): number | null {
  if (!quiet || quiet.from === quiet.to) return null;
  const loud: Shift[] = [{ from: quiet.to, to: quiet.from > quiet.to ? quiet.from : quiet.from + DAY_MINUTES }];
  const weekly = { mon: loud, tue: loud, wed: loud, thu: loud, fri: loud, sat: loud, sun: loud };
  const calendar = compileCalendar({ id: "quiet-hours", zone: quiet.zone, weekly, exceptions: [] });
  if (!calendar.ok) return null;
  const opening = nextOpening(calendar.value, now);
  return opening.ok && opening.value > now ? opening.value : null;
}
