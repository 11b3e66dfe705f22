import type { LocalText } from "../local-text.ts";
import type { ComplaintUrgency, SupportLevel } from "../ticket/vocabulary.ts";

export type ComplaintHandler = {
  id: string;
  /** Of a list any; an empty one is all. */
  types: readonly string[];
  urgencies: readonly ComplaintUrgency[];
  responsibilities: readonly string[];
  to: { team: string; level: SupportLevel | null };
  source: string;
};

/** Problem type × urgency × responsibility → who handles it (REQ: TR-02). */
export type ComplaintMatrix = {
  types: readonly { id: string; label: LocalText }[];
  responsibilities: readonly { id: string; label: LocalText }[];
  /** In order, the first that fits. */
  handlers: readonly ComplaintHandler[];
};

export const NO_COMPLAINTS: ComplaintMatrix = { types: [], responsibilities: [], handlers: [] };

export type ComplaintJudgement = { type: string; urgency: ComplaintUrgency; responsibility: string };

/** Who handles a complaint that was judged so; null where the matrix has a hole. */
export const complaintHandler = (matrix: ComplaintMatrix, judged: ComplaintJudgement): ComplaintHandler | null =>
  matrix.handlers.find((handler) => handles(handler, judged)) ?? null;

export function handles(handler: ComplaintHandler, { type, urgency, responsibility }: ComplaintJudgement): boolean {
  const any = <T>(wanted: readonly T[], is: T) => wanted.length === 0 || wanted.includes(is);
  return any(handler.types, type) && any(handler.urgencies, urgency) && any(handler.responsibilities, responsibility);
}
