import { setImmediate as immediate, setTimeout as sleep } from "node:timers/promises";
import { expect, onTestFinished, test, vi } from "vitest";
import { inFlights } from "./in-flights.ts";

type Flown = { taken: number[]; begin(): void; land(): void };

type Bounds = { takenMax?: number; flightsMax?: number; patienceMs?: number; lateMs?: number };

function flown(bounds: Bounds, weightMax = 0) {
  const flights: Flown[] = [];
  const fly = (taken: number[], begin: () => void) => new Promise<void>((land) => flights.push({ taken, begin, land }));
  const made = inFlights(
    fly,
    { takenMax: 10, flightsMax: 2, patienceMs: 60_000, ...bounds },
    {
      of: (one) => (weightMax > 0 ? one : 0),
      max: weightMax,
    },
  );
  const takenBy = () => flights.map(({ taken }) => taken);
  return { ...made, flights, takenBy };
}
/** Until nothing of this turn, nor of what follows from it, is left to do. */
const turn = async () => {
  for (let at = 0; at < 3; at++) await immediate();
};

test("what comes in one turn flies together, what comes meanwhile with the next, no more than one flight holds", async () => {
  const { add, flights, takenBy, waiting } = flown({ takenMax: 2 });
  for (const one of [1, 2]) add(one);
  await turn();
  for (const one of [3, 4, 5]) add(one);
  await turn();
  expect(takenBy()).toEqual([[1, 2]]);
  expect(waiting()).toBe(3);
  flights[0]!.land();
  await turn();
  expect(takenBy()).toEqual([
    [1, 2],
    [3, 4],
  ]);
  flights[1]!.land();
  await turn();
  expect(takenBy()).toEqual([[1, 2], [3, 4], [5]]);
});

test("a flight that takes too long keeps nobody waiting; there are no more at once than may be", async () => {
  const { add, takenBy, waiting } = flown({ patienceMs: 5 });
  add(1);
  await turn();
  add(2);
  await expect.poll(takenBy).toEqual([[1], [2]]);
  add(3);
  await sleep(30);
  expect(takenBy()).toEqual([[1], [2]]);
  expect(waiting()).toBe(1);
});

test("one that has begun and does not land keeps no others from flying, and is counted once when it does", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  onTestFinished(() => void vi.useRealTimers());
  const { add, flights, takenBy } = flown({ flightsMax: 1, lateMs: 20 });
  add(1);
  await turn();
  add(2);
  await vi.advanceTimersByTimeAsync(100);
  expect(takenBy()).toEqual([[1]]);
  flights[0]!.begin();
  await vi.advanceTimersByTimeAsync(19);
  expect(takenBy()).toEqual([[1]]);
  await vi.advanceTimersByTimeAsync(1);
  await turn();
  expect(takenBy()).toEqual([[1], [2]]);
  flights[0]!.land();
  await turn();
  add(3);
  await turn();
  expect(takenBy()).toEqual([[1], [2]]);
  flights[1]!.land();
  await turn();
  expect(takenBy()).toEqual([[1], [2], [3]]);
});

test("no flight carries more than it may, but one that is more by itself flies alone", async () => {
  const { add, flights, takenBy } = flown({ flightsMax: 1, takenMax: 3 }, 10);
  for (const one of [4, 6, 1, 30, 10, 30, 1, 1, 1, 1]) add(one);
  for (let at = 0; at < 7; at++) {
    await turn();
    flights.at(-1)!.land();
  }
  expect(takenBy()).toEqual([[4, 6], [1], [30], [10], [30], [1, 1, 1], [1]]);
});

test("what was added has landed once nothing flies", async () => {
  const { add, flights, landed } = flown({});
  await landed();
  add(1);
  let isDown = false;
  const down = landed().then(() => (isDown = true));
  await turn();
  expect(isDown).toBe(false);
  flights[0]!.land();
  await down;
});
