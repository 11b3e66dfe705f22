import { openToken, signToken } from "../../platform/signing/index.ts";
import type { ClosingDeps } from "./deps.ts";

/** How long a customer may answer by the link of a result notice. */
export const CASE_LINK_MS = 30 * 24 * 60 * 60 * 1000;

/** The customer's page of a case: signed, so that nobody gets to another's case by trying numbers. */
export function caseLink(deps: ClosingDeps, ticketId: string, now: number): string {
  return `${deps.publicUrl}/c/case/${signToken(deps.secretKey, "confirm", { ticketId, at: now }, now + CASE_LINK_MS)}`;
}

/** The ticket that a link is for and when it was made; null when it is not ours or has expired. */
export function openCaseLink(deps: ClosingDeps, token: string, now: number): { ticketId: string; at: number } | null {
  const payload = openToken(deps.secretKey, "confirm", token, now) as { ticketId?: unknown; at?: unknown } | null;
  const { ticketId, at } = payload ?? {};
  return typeof ticketId === "string" && typeof at === "number" ? { ticketId, at } : null;
}
