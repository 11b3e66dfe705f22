import { HOUR_MS, MINUTE_MS } from "../time/index.ts";
import { offsetAt } from "../time/zone.ts";

/** Zones change their offset at quarters of an hour at the finest. */
const QUARTER_MS = 15 * MINUTE_MS;
const QUARTERS_KEPT_MAX = 200_000;
export const HOURS = Array.from({ length: 24 }, (_, hour) => String(hour).padStart(2, "0"));

/** The hour that the zone's wall clock shows at a moment: "00" to "23". */
export function localHour(zone: string): (at: number) => string {
  const known = new Map<number, string>();
  return (at) => {
    const quarter = Math.floor(at / QUARTER_MS);
    const hour = known.get(quarter) ?? hourAt(zone, quarter * QUARTER_MS);
    if (known.size >= QUARTERS_KEPT_MAX) known.clear();
    known.set(quarter, hour);
    return hour;
  };
}

function hourAt(zone: string, at: number): string {
  const hour = Math.floor((at + offsetAt(zone, at)) / HOUR_MS) % HOURS.length;
  return HOURS[(hour + HOURS.length) % HOURS.length] as string;
}
