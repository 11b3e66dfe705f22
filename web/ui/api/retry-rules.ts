import { ApiProblem, NetworkFailure } from "./api-problem.ts";

const RETRIES_MAX = 3;
const DELAY_FIRST_MS = 500;
const DELAY_MS_MAX = 15_000;

/** Tried again: not reached, too many requests, busy. A refusal stays a refusal. */
export function mayRetry(failures: number, error: unknown): boolean {
  if (failures >= RETRIES_MAX) return false;
  if (error instanceof NetworkFailure) return true;
  return error instanceof ApiProblem && [429, 502, 503, 504].includes(error.status);
}

/** What is not there, or not for this person, will not come by asking again. */
export const isFinal = (error: unknown): boolean =>
  error instanceof ApiProblem && [403, 404, 410].includes(error.status);

/** 0.5 s, 1 s, 2 s …, or what the server asked for. */
export function retryDelayMs(failures: number, error: unknown): number {
  if (error instanceof ApiProblem && error.retryAfterMs !== null) return Math.min(error.retryAfterMs, DELAY_MS_MAX);
  return Math.min(DELAY_FIRST_MS * 2 ** failures, DELAY_MS_MAX);
}
