import type { Database } from "../../platform/transaction.ts";
import { consumeRate, type RateAnswer } from "./rate-store.ts";

const ONE_MINUTE_S = 60;

/** Counts calls of public routes in the database, so that a bound holds for all nodes together. */
export const countCalls =
  (db: Database, now: () => number) =>
  (key: string, callsMax: number): Promise<RateAnswer> =>
    consumeRate(db, key, { max: callsMax, windowSeconds: ONE_MINUTE_S }, now());
