import { createStore, useStore } from "./create-store.ts";
import { onceIdle } from "./once-idle.ts";

/** A hidden page draws nothing, a phone that opens a ticket shows no list. */
const WAIT_MS_MAX = 3_000;

/** The first thing that a person does with it goes before. */
const PAUSE_MS = 500;

const drawn = createStore(false);

/** Whether what the person came for is on the page: what nobody waits for is asked from then on. */
export const useFirstView = (): boolean => useStore(drawn);

/** Call when what the person came for is there, or when a page begins that does not say so. */
export function firstViewIsHere(): void {
  requestAnimationFrame(() => setTimeout(() => drawn.set(true), 0));
  firstViewAtTheLatest();
}

/** Call when a page begins that says itself when it is there: it waits no longer than this. */
export function firstViewAtTheLatest(): void {
  setTimeout(() => drawn.set(true), WAIT_MS_MAX);
}

/** Waits until what the person came for has been on the page for a moment and the page has nothing else to do. */
export function afterFirstView(): Promise<void> {
  return new Promise<void>((resolve) => {
    if (drawn.get()) return resolve();
    const end = drawn.subscribe(() => {
      end();
      resolve();
    });
  })
    .then(() => new Promise((resolve) => setTimeout(resolve, PAUSE_MS)))
    .then(onceIdle);
}
