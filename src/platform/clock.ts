/** The one place that reads the wall clock; tests hand in a fake one. Milliseconds since the epoch. */
export type Clock = { now(): number };

export const systemClock: Clock = { now: () => Date.now() };
