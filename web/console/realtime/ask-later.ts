export type Between = { leastMs: number; mostMs: number };

/**
 * Does the work a random moment after it is asked for, once for all that ask meanwhile, and not before somebody looks at
 * the page: five hundred browsers that hear of one change do not all ask at once.
 */
export function askLater(work: () => void, { leastMs, mostMs }: Between): { ask: () => void; end: () => void } {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const due = () => {
    if (document.hidden) return document.addEventListener("visibilitychange", due, { once: true });
    timer = undefined;
    work();
  };
  return {
    ask: () => {
      timer ??= setTimeout(due, leastMs + Math.random() * (mostMs - leastMs));
    },
    end: () => {
      clearTimeout(timer);
      timer = undefined;
      document.removeEventListener("visibilitychange", due);
    },
  };
}
