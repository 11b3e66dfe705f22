const WAIT_MS_MAX = 2_000;

/** Not in every browser. */
const whenIdle = (globalThis as Partial<Pick<typeof globalThis, "requestIdleCallback">>).requestIdleCallback;

/** Waits until the page has nothing else to do: for parts that nobody needs in the first second. */
export const onceIdle = (): Promise<void> =>
  new Promise((resolve) => {
    if (whenIdle) whenIdle(() => resolve(), { timeout: WAIT_MS_MAX });
    else setTimeout(resolve, 0);
  });
