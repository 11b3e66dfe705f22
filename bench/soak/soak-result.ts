import type { Machine } from "../desk/machine.ts";
import { linearFit } from "./linear-fit.ts";

/** What a process held in one minute, in MiB: the least of many looks, so that what waits to be collected does not count. */
export type SoakMinute = { minute: number; rss_mib: number; heap_mib: number; postgres_mib: number };

export type SoakResult = {
  form: "soak";
  startedAt: string;
  minutes: number;
  machine: Machine;
  load1: { before: number; after: number };
  done: Record<string, number>;
  turned_away: number;
  failed: number;
  by_minute: SoakMinute[];
  fit: SoakFit;
};

export type SoakFit = {
  /** Left out at the beginning: caches fill, code is compiled. */
  warm_up_minutes: number;
  rss_mib_per_hour: number;
  heap_mib_per_hour: number;
  bound: { rss_mib_per_hour: number; heap_mib_per_hour: number };
  /** null: too short to say. */
  met: boolean | null;
};

const WARM_UP_SHARE = 0.25;
const WARM_UP_MINUTES_MAX = 15;
/** In an hour; a leak of one small object a request would be ten times that. */
const RSS_MIB_MAX = 24;
const HEAP_MIB_MAX = 8;
const SHOWN_FROM_MINUTES = 30;
const HOUR_MINUTES = 60;

const rounded = (value: number) => Math.round(value * 10) / 10;

/** How fast the process grew after it was warm, by a straight line, and whether that is flat. */
export function fitSoak(minutes: readonly SoakMinute[]): SoakFit {
  const warmUp = Math.min(WARM_UP_MINUTES_MAX, Math.floor(minutes.length * WARM_UP_SHARE));
  const warm = minutes.slice(warmUp);
  const perHour = (of: "rss_mib" | "heap_mib") =>
    rounded(linearFit(warm.map((one) => ({ x: one.minute, y: one[of] }))).slope * HOUR_MINUTES);
  const [rss, heap] = [perHour("rss_mib"), perHour("heap_mib")];
  return {
    warm_up_minutes: warmUp,
    rss_mib_per_hour: rss,
    heap_mib_per_hour: heap,
    bound: { rss_mib_per_hour: RSS_MIB_MAX, heap_mib_per_hour: HEAP_MIB_MAX },
    met: minutes.length < SHOWN_FROM_MINUTES ? null : rss <= RSS_MIB_MAX && heap <= HEAP_MIB_MAX,
  };
}
