import type { ClockShape } from "../../../../../src/contract/ticket-shapes.ts";

export type Piece = {
  kind: "counted" | "paused" | "outside_hours" | "ahead" | "closed_ahead" | "late";
  /** Share of the strip, 0 to 1. */
  from: number;
  to: number;
  reason: string | null;
  fromMs: number;
  toMs: number;
};

export type Explained = {
  pieces: Piece[];
  /** Where the flag stands on the strip; null without a deadline. */
  dueShare: number | null;
  nowShare: number | null;
  countedMs: number;
  outsideMs: number;
  /** What was counted after the deadline, and the time still to come before it. */
  lateMs: number;
  aheadMs: number;
  /** How long each reason held the clock. */
  pausedMs: { reason: string; ms: number }[];
};

/** The clock's ledger as a strip of time with its sums. `now` in ms. REQ: TR-04 */
export function explainClock(clock: ClockShape, now: number): Explained {
  const start = Date.parse(clock.startedAt);
  const due = clock.dueAt === null ? null : Date.parse(clock.dueAt);
  const stretches = clock.ledger.map(({ from, to, kind, reason }) => ({
    kind,
    reason,
    fromMs: Date.parse(from),
    toMs: Date.parse(to),
  }));
  const told = stretches.at(-1)?.toMs ?? start;
  const runs = clock.state === "running" || clock.state === "paused";
  const end = Math.max(told, due ?? told, start + 1);
  const share = (at: number) => Math.min(1, Math.max(0, (at - start) / (end - start)));
  const pieces: Piece[] = stretches.flatMap((stretch) =>
    splitAtDue(stretch, due).map((piece) => ({ ...piece, from: share(piece.fromMs), to: share(piece.toMs) })),
  );
  if (runs && due !== null && due > told) pieces.push(...aheadOf(clock, { told, due, share }));
  const sum = (kind: Piece["kind"]) =>
    pieces.filter((each) => each.kind === kind).reduce((total, { fromMs, toMs }) => total + toMs - fromMs, 0);
  return {
    pieces,
    dueShare: due === null ? null : share(due),
    nowShare: runs && now <= end ? share(now) : null,
    countedMs: sum("counted") + sum("late"),
    outsideMs: sum("outside_hours"),
    lateMs: sum("late"),
    aheadMs: sum("ahead"),
    pausedMs: pausesOf(stretches),
  };
}

/** The time to come: what will count, and what will not because nobody is there. */
function aheadOf(
  { ahead }: ClockShape,
  { told, due, share }: { told: number; due: number; share: (at: number) => number },
): Piece[] {
  const piece = (kind: Piece["kind"], fromMs: number, toMs: number): Piece => ({
    kind,
    reason: null,
    fromMs,
    toMs,
    from: share(fromMs),
    to: share(toMs),
  });
  if (ahead.length === 0) return [piece("ahead", told, due)];
  return ahead.map(({ from, to, kind }) =>
    piece(kind === "counted" ? "ahead" : "closed_ahead", Date.parse(from), Date.parse(to)),
  );
}

type Stretch = { kind: "counted" | "paused" | "outside_hours"; reason: string | null; fromMs: number; toMs: number };

/** What was counted after the deadline is lateness. */
function splitAtDue(stretch: Stretch, due: number | null): Omit<Piece, "from" | "to">[] {
  if (stretch.kind !== "counted" || due === null || stretch.toMs <= due) return [stretch];
  if (stretch.fromMs >= due) return [{ ...stretch, kind: "late" }];
  return [
    { ...stretch, toMs: due },
    { ...stretch, kind: "late", fromMs: due },
  ];
}

function pausesOf(stretches: readonly Stretch[]): { reason: string; ms: number }[] {
  const sums = new Map<string, number>();
  for (const { kind, reason, fromMs, toMs } of stretches)
    if (kind === "paused") sums.set(reason ?? "", (sums.get(reason ?? "") ?? 0) + toMs - fromMs);
  return [...sums].map(([reason, ms]) => ({ reason, ms }));
}
