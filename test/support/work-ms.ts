/** Milliseconds of this thread's own work: what else the machine does hardly counts. */
export function workMs(work: () => void): number {
  const before = process.threadCpuUsage();
  work();
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / 1_000;
}

const SPINS = 100_000_000;

/** How many times as long as alone on the machine this thread takes just now: 1 where nobody else works. */
export function slowdown(): number {
  const began = performance.now();
  const own = workMs(() => {
    for (let at = 0; at < SPINS; at++);
  });
  return Math.max(1, (performance.now() - began) / own);
}
