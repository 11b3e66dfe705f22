export type Flights<T> = {
  add(one: T): void;
  waiting(): number;
  /** When what was added so far has been done. */
  landed(): Promise<void>;
};

export type FlightBounds = {
  /** What one flight takes. */
  takenMax: number;
  flightsMax: number;
  /** One that has begun for so long is no more counted among them; absent: all are, so that one at a time keeps the order. */
  lateMs?: number;
  /** What waits for longer than this since the last start goes beside it. */
  patienceMs: number;
};

type Fly<T> = (taken: T[], begun: () => void) => Promise<void>;

/** What one flight takes of it together; one that is more by itself flies alone. */
type Weight<T> = { of(one: T): number; max: number };
const WEIGHTLESS = { of: () => 0, max: 0 };

/**
 * Takes what comes in flights: the first goes at the end of the turn, what comes while it is under way goes together with the
 * next, once it has landed or takes too long. `fly` answers for each of what it took and does not throw; it tells when it has what it needs,
 * for one that waits for that is not late but one of too many.
 */
export function inFlights<T>(fly: Fly<T>, bounds: FlightBounds, weight: Weight<T> = WEIGHTLESS): Flights<T> {
  const waiting: T[] = [];
  const awaiting: (() => void)[] = [];
  let flying = 0;
  let isCalled = false;
  let patience: NodeJS.Timeout | null = null;

  const start = () => {
    isCalled = false;
    if (waiting.length === 0 || flying >= bounds.flightsMax) return;
    if (patience) clearTimeout(patience);
    patience = null;
    flying += 1;
    const taken = waiting.splice(0, placesFor(waiting, bounds.takenMax, weight));
    void doneOrLate((begun) => fly(taken, begun), bounds.lateMs).then(land);
    if (waiting.length > 0) startLater();
  };
  const land = () => {
    flying -= 1;
    startSoon();
    if (flying === 0 && waiting.length === 0) for (const tell of awaiting.splice(0)) tell();
  };
  /** At the end of the turn: who was just answered may have the next question. */
  const startSoon = () => {
    if (isCalled) return;
    isCalled = true;
    setImmediate(start);
  };
  const startLater = () => {
    if (flying >= bounds.flightsMax) return;
    patience ??= setTimeout(() => {
      patience = null;
      start();
    }, bounds.patienceMs);
  };
  return {
    add: (one) => {
      waiting.push(one);
      if (flying > 0) startLater();
      else startSoon();
    },
    waiting: () => waiting.length,
    landed: async () => {
      if (flying > 0 || waiting.length > 0) await new Promise<void>((tell) => awaiting.push(tell));
    },
  };
}

function placesFor<T>(waiting: readonly T[], takenMax: number, weight: Weight<T>): number {
  let left = weight.max;
  const tooMuch = waiting.findIndex((one, at) => {
    left -= weight.of(one);
    return at === takenMax || (at > 0 && left < 0);
  });
  return tooMuch < 0 ? waiting.length : tooMuch;
}

/** Resolves when it is done, or so long after it has begun. */
function doneOrLate(work: (begun: () => void) => Promise<void>, lateMs: number | undefined): Promise<void> {
  return new Promise((resolve) => {
    let late: NodeJS.Timeout | undefined;
    const begun = () => {
      if (lateMs !== undefined) late ??= setTimeout(resolve, lateMs);
    };
    void work(begun).then(() => {
      clearTimeout(late);
      resolve();
    });
  });
}
