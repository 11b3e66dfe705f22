import { setTimeout as sleep } from "node:timers/promises";
import { passingFailure } from "../../platform/passing-failure.ts";

const LOOK_AGAIN_MS = 500;

/**
 * Does what may be done twice as soon as the database lets it, for so long at most.
 * @throws what is nobody's passing trouble, and the trouble itself once the time is over
 */
export async function onceDatabaseAnswers<T>(work: () => Promise<T>, msMax: number): Promise<T> {
  const until = performance.now() + msMax;
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (passingFailure(error) === null || performance.now() > until) throw error;
      await sleep(LOOK_AGAIN_MS);
    }
  }
}
