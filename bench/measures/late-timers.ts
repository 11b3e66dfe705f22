import { rounded } from "../desk/figures.ts";
import { FULL_LOAD, measureTimers } from "../timers/measure-timers.ts";
import type { Measured } from "./measure.ts";

const MS_PER_SECOND = 1_000;
/** Fewer clocks and less time, the burst whole. */
const SHORT_LOAD = { ...FULL_LOAD, minutes: 1.5, clocks: 40_000 };

/** How late promises fire as they come, and how long a burst of them takes. */
export async function lateTimers(isLong: boolean): Promise<Measured> {
  const { filled, ...found } = await measureTimers(isLong ? FULL_LOAD : SHORT_LOAD);
  return {
    name: "timers",
    tickets: filled.tickets,
    figures: {
      clocks_running: filled.clocksRunning,
      fired_per_minute: found.steady_fired_per_minute,
      late_p50_ms: found.steady_late_ms.p50,
      late_p99_ms: found.steady_late_ms.p99,
      burst: found.burst_fired,
      burst_seconds: rounded(found.burst_done_ms / MS_PER_SECOND),
      statements_per_timer: found.queries_per_fired,
      failures: found.failures,
    },
  };
}
