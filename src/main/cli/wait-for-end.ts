import { setTimeout as sleep } from "node:timers/promises";

const CLOSE_WITHIN_MS = 20_000;

/** Why a serving process ends: a signal, or the program that started it is gone. */
export function waitForEnd(): Promise<string> {
  return new Promise((resolve) => {
    process.once("SIGINT", () => resolve("SIGINT"));
    process.once("SIGTERM", () => resolve("SIGTERM"));
    process.once("SIGHUP", () => resolve("SIGHUP"));
    if (process.connected) process.once("disconnect", () => resolve("parent gone"));
  });
}

/** Closes one after the other, each within its time; what does not close in time is left behind. */
export async function closeAll(
  closers: readonly (() => Promise<void>)[],
  onLate: (error: unknown) => void,
): Promise<void> {
  for (const close of closers) {
    const late = sleep(CLOSE_WITHIN_MS, undefined, { ref: false }).then(() =>
      Promise.reject(new Error("did not close in time")),
    );
    await Promise.race([close(), late]).catch(onLate);
  }
}
