import { HOUR_MS, spanOf, type Span } from "./span.ts";

/** What a pill needs of a clock: moments in milliseconds since the epoch. */
export type DueClock = {
  state: "running" | "paused" | "met" | "missed" | "cancelled";
  dueAt: number | null;
  /** The first warning; from then on the pill is amber. */
  warnAt?: number | null;
};

export type DueLook =
  | { tone: "calm" | "amber"; words: "left"; span: Span; ticks: boolean }
  | { tone: "red"; words: "over"; span: Span; ticks: boolean }
  | { tone: "calm"; words: "paused" | "cancelled" | "open_ended"; ticks: false }
  | { tone: "green"; words: "met"; ticks: false }
  | { tone: "red"; words: "missed"; ticks: false };

/** Grey until the first warning, amber from there, red once due. `ticks`: seconds matter. */
export function dueLook(clock: DueClock, now: number): DueLook {
  if (clock.state === "met") return { tone: "green", words: "met", ticks: false };
  if (clock.state === "missed") return { tone: "red", words: "missed", ticks: false };
  if (clock.state === "paused") return { tone: "calm", words: "paused", ticks: false };
  if (clock.state === "cancelled") return { tone: "calm", words: "cancelled", ticks: false };
  if (clock.dueAt === null) return { tone: "calm", words: "open_ended", ticks: false };
  const leftMs = clock.dueAt - now;
  const ticks = Math.abs(leftMs) < HOUR_MS;
  if (leftMs < 0) return { tone: "red", words: "over", span: spanOf(-leftMs), ticks };
  const warned = clock.warnAt !== null && clock.warnAt !== undefined && now >= clock.warnAt;
  return { tone: warned ? "amber" : "calm", words: "left", span: spanOf(leftMs), ticks };
}

/** The clock of a line as the API tells it: moments as RFC 3339. */
export const runningClock = (line: { dueAt: string; warnAt: string | null }): DueClock => ({
  state: "running",
  dueAt: Date.parse(line.dueAt),
  warnAt: line.warnAt === null ? null : Date.parse(line.warnAt),
});
