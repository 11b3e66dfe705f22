type Closer = () => Promise<void>;
const closers: Closer[] = [];

/** Notes what must be closed however the bench ends; answers a function that closes it now. */
export function closeLater(close: Closer): Closer {
  closers.push(close);
  return async () => {
    const at = closers.indexOf(close);
    if (at < 0) return;
    closers.splice(at, 1);
    await close();
  };
}

/** Closes all that is open, the newest first. */
export async function closeAll(): Promise<void> {
  for (let close = closers.pop(); close; close = closers.pop()) await close().catch(() => undefined);
}
