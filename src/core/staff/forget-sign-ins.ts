import type { Tx } from "../../platform/transaction.ts";
import { forgetRates } from "./rate-store.ts";
import { forgetExpired } from "./sign-in-store.ts";

const RATE_WINDOW_MS_MAX = 3_600_000;

/** Clears away what ran out: sessions, reset links, counted calls. For a daily job. */
export async function forgetSignIns(tx: Tx, now: number): Promise<void> {
  await forgetExpired(tx, now);
  await forgetRates(tx, now - RATE_WINDOW_MS_MAX);
}
