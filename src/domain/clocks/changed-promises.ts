import type { Clock } from "./clock.ts";
import type { Metric } from "./metrics.ts";
import { shownClocks } from "./read-clocks.ts";

/** A promise that is due at another moment than before; null where none is kept, or its due moment is not known. */
export type ChangedPromise = { metric: Metric; was: Clock | null; is: Clock | null };

/** Of the promises that people see, those that would be due at another moment. */
export function changedPromises(before: readonly Clock[], after: readonly Clock[]): ChangedPromise[] {
  const [old, next] = [shownClocks(before), shownClocks(after)];
  const metrics = new Set([...next, ...old].map(({ metric }) => metric));
  return [...metrics].flatMap((metric) => {
    const [was = null, is = null] = [old, next].map((clocks) => clocks.find((clock) => clock.metric === metric));
    return was && is && was.dueAt === is.dueAt ? [] : [{ metric, was, is }];
  });
}
