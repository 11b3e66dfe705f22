const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** Pauses after each attempt that failed for now; after the last of them the mail has failed. */
export const RETRY_AFTER_MS: readonly number[] = [MINUTE_MS, 5 * MINUTE_MS, 30 * MINUTE_MS, 2 * HOUR_MS, 6 * HOUR_MS];

/** When to try again after so many attempts (from 1); null when it is enough. */
export function nextAttemptAt(attempts: number, now: number): number | null {
  const pause = RETRY_AFTER_MS[attempts - 1];
  return pause === undefined ? null : now + pause;
}
