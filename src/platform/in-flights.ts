export type Flights<T> = {
  add(one: T): void;
  waiting(): number;
  /** When what was added so far has been done. */
  landed(): Promise<void>;
};

/**
 * Takes what comes in flights: the first goes at the end of the turn, what comes while as many as may are under way goes
 * together with the next. `fly` answers for each of what it took and does not throw.
 */
export function inFlights<T>(
  fly: (taken: T[]) => Promise<void>,
  bounds: { flightsMax: number; takenMax: number },
): Flights<T> {
  const waiting: T[] = [];
  const awaiting: (() => void)[] = [];
  let flying = 0;
  let isCalled = false;
  const start = () => {
    isCalled = false;
    while (waiting.length > 0 && flying < bounds.flightsMax) {
      flying += 1;
      void fly(waiting.splice(0, bounds.takenMax)).finally(() => {
        flying -= 1;
        start();
        if (flying === 0) for (const tell of awaiting.splice(0)) tell();
      });
    }
  };
  return {
    add: (one) => {
      waiting.push(one);
      if (isCalled || flying >= bounds.flightsMax) return;
      isCalled = true;
      setImmediate(start);
    },
    waiting: () => waiting.length,
    landed: async () => {
      if (flying > 0 || waiting.length > 0) await new Promise<void>((tell) => awaiting.push(tell));
    },
  };
}
