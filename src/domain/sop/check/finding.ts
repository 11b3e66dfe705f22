import type { LocalText } from "../../local-text.ts";
import type { CompiledCalendar } from "../../time/index.ts";

/** What is wrong in a pack: where (`promises[c.progress.normal].every`), what, and a way to mend it. */
export type Finding = { code: string; place: string; says: LocalText; mend: LocalText };

/** What a pack is checked against: the calendars it may name, and the moment from which they must still open. */
export type CheckedAgainst = { calendars: ReadonlyMap<string, CompiledCalendar>; now: number };

/** `says` and `mend` as pairs zh, en. */
export const finding = (
  code: string,
  place: string,
  says: readonly [zh: string, en: string],
  mend: readonly [zh: string, en: string],
): Finding => ({
  code,
  place,
  says: { zh: says[0], en: says[1] },
  mend: { zh: mend[0], en: mend[1] },
});
