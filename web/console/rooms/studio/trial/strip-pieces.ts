import type { ShownClock } from "../../../../../src/domain/backtest/backtest-result.ts";

export type Scale = { from: number; to: number };
export type StripPiece = {
  kind: "counted" | "paused" | "outside_hours" | "late";
  reason: string | null;
  fromMs: number;
  toMs: number;
  /** Shares of the strip, 0 to 1. */
  from: number;
  to: number;
};

/** One scale for the strips of both sides, so that they can be compared by eye. */
export function scaleOf(clocks: readonly Pick<ShownClock, "startedAt" | "dueAt" | "ledger">[]): Scale {
  const from = Math.min(...clocks.map(({ startedAt }) => startedAt));
  const to = Math.max(
    ...clocks.flatMap(({ startedAt, dueAt, ledger }) => [startedAt, dueAt ?? 0, ledger.at(-1)?.to ?? 0]),
  );
  return { from, to: Math.max(to, from + 1) };
}

export const shareOf = ({ from, to }: Scale, at: number): number => Math.min(1, Math.max(0, (at - from) / (to - from)));

/** A clock's ledger on a scale; what was counted after the deadline is lateness. */
export function stripPieces(clock: Pick<ShownClock, "dueAt" | "ledger">, scale: Scale): StripPiece[] {
  return clock.ledger.flatMap(({ from, to, kind, reason }) => {
    const piece = (at: { from: number; to: number; kind: StripPiece["kind"] }): StripPiece => ({
      kind: at.kind,
      reason,
      fromMs: at.from,
      toMs: at.to,
      from: shareOf(scale, at.from),
      to: shareOf(scale, at.to),
    });
    const due = clock.dueAt;
    if (kind !== "counted" || due === null || to <= due) return [piece({ from, to, kind })];
    if (from >= due) return [piece({ from, to, kind: "late" })];
    return [piece({ from, to: due, kind }), piece({ from: due, to, kind: "late" })];
  });
}
