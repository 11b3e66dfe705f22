import { randomInt } from "node:crypto";
import { createServer } from "node:net";

/** Below those that the system gives to whoever connects or takes any port: one that is free stays so until it is used. */
const FIRST = 12_000;
const LAST = 32_000;
const given = new Set<number>();

/** A port of loopback for a process that has to be told where to listen. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(FIRST, LAST);
    if (given.has(port) || !(await isFree(port))) continue;
    given.add(port);
    return port;
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.on("error", () => resolve(false));
    probe.listen(port, "127.0.0.1", () => probe.close(() => resolve(true)));
  });
}
