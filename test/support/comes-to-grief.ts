import { parentPort } from "node:worker_threads";
import type { ToRead } from "../../src/channels/email/reading-thread.ts";

const grief: Record<string, () => void> = {
  endless: () => {
    for (;;);
  },
  greedy: () => {
    for (const kept: string[][] = []; ;) kept.push(Array.from({ length: 10_000 }, (_, at) => `${at}`));
  },
};

/** Loaded before the thread's own program, it sees each mail first. `endless to the last`: not even its head can be read. */
parentPort?.on("message", ({ raw, unread }: ToRead) => {
  const subject = /^Subject: (.*?)\r?$/m.exec(Buffer.from(raw).toString())?.[1] ?? "";
  if (subject === "endless to the last") grief["endless"]?.();
  else if (unread === null) grief[subject]?.();
});
