import { usePersonSettings } from "../../../../ui/base/person-settings.ts";
import { serverNow } from "../../../../ui/time/now.ts";
import { dayAfter, localDay, midnightOf } from "../../../../ui/time/wall-clock.ts";
import { mondayOf, WEEK_DAYS } from "./week.ts";

/** `from` and `to` are the midnights around it in the person's time zone. */
export type Week = { monday: string; days: string[]; from: number; to: number; timeZone: string };

/** The week that holds a day, this one unless a day is given. */
export function useWeek(given: string | undefined): Week {
  const { timeZone } = usePersonSettings();
  const isDay = given !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(given) && !Number.isNaN(Date.parse(given));
  const monday = mondayOf(isDay ? given : localDay(serverNow(), timeZone));
  return {
    monday,
    days: Array.from({ length: WEEK_DAYS }, (_, at) => dayAfter(monday, at)),
    from: midnightOf(monday, timeZone),
    to: midnightOf(dayAfter(monday, WEEK_DAYS), timeZone),
    timeZone,
  };
}
