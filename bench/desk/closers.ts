type Closer = () => Promise<void>;
const closers: Closer[] = [];
let closing: Promise<void> | null = null;

export const isEnding = (): boolean => closing !== null;

/** Notes what must be closed however the bench ends; answers a function that closes it now. */
export function closeLater(close: Closer): Closer {
  if (closing) {
    void close().catch(() => undefined);
    throw new Error("the bench is ending");
  }
  closers.push(close);
  return async () => {
    const at = closers.indexOf(close);
    if (at < 0) return;
    closers.splice(at, 1);
    await close();
  };
}

/** Closes all that is open, the newest first; a second caller waits for the first. */
export function closeAll(): Promise<void> {
  closing ??= closeEach();
  return closing;
}

async function closeEach(): Promise<void> {
  for (let close = closers.pop(); close; close = closers.pop()) await close().catch(() => undefined);
}
