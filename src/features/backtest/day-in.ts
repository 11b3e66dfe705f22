import { dayNumberOf, instantOf } from "../../domain/time/zone.ts";

const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})$/;

/**
 * A day of the zone as the moments at which it begins and the next one does, or a moment with its offset as twice itself; in
 * epoch ms. Null for anything else.
 */
export function dayIn(zone: string, text: string): { from: number; to: number } | null {
  const day = dayNumberOf(text);
  if (day !== null) return { from: instantOf(zone, day, 0), to: instantOf(zone, day + 1, 0) };
  const moment = MOMENT.test(text) ? Date.parse(text) : NaN;
  return Number.isNaN(moment) ? null : { from: moment, to: moment };
}
