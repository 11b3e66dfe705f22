/** The same work, one call after another in the order of calling; one that fails does not stop the next. */
export function inOrder<A extends unknown[], R>(work: (...given: A) => Promise<R>): (...given: A) => Promise<R> {
  let last: Promise<unknown> = Promise.resolve();
  return (...given) => {
    const done = last.then(() => work(...given));
    last = done.catch(() => undefined);
    return done;
  };
}

/** Of work that comes while other work runs only the newest is done; what fails is forgotten. */
export function newestNext(): (work: () => Promise<void>) => void {
  let next: (() => Promise<void>) | null = null;
  let running = false;
  const run = async () => {
    running = true;
    for (let work = next; work; work = next) {
      next = null;
      await work().catch(() => undefined);
    }
    running = false;
  };
  return (work) => {
    next = work;
    if (!running) void run();
  };
}
