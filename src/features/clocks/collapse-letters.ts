import type { Letter } from "./ports.ts";
import type { Stop } from "./stop-store.ts";

export type LetterOrder = {
  ticketId: string;
  lineId: string;
  kind: "notice" | "survey" | "closing";
  /** null: the survey alone. */
  noticeId: string | null;
  holder: Letter["holder"];
  stop: Stop | null;
  now: number;
};

/** That a case is closed says more than a reminder, and a reminder carries the survey. */
const WEIGHT: Readonly<Record<LetterOrder["kind"], number>> = { survey: 0, notice: 1, closing: 2 };

/**
 * The one letter that a customer gets of all that rules want to write to him at once: the last of the weightiest kind.
 * It says for how many it stands and, after a stop of the desk, that it comes late.
 */
export function letterOf(orders: readonly LetterOrder[]): Letter | null {
  const weight = Math.max(...orders.map(({ kind }) => WEIGHT[kind]));
  const main = orders.findLast(({ kind }) => WEIGHT[kind] === weight);
  if (!main) return null;
  const { ticketId, lineId, noticeId, holder, now } = main;
  return {
    ticketId,
    lineId,
    holder,
    now,
    about: noticeId === null ? { kind: "survey" } : { kind: "notice", noticeId },
    withSurvey: orders.some(({ kind }) => kind === "survey"),
    standsFor: new Set(orders.map((order) => order.noticeId ?? "")).size,
    stop: orders.find(({ stop }) => stop !== null)?.stop ?? null,
  };
}
