const PREFIX = "bihuan.scroll.";
const SAVE_DELAY_MS = 200;

const scrolled = new Map<string, number>();
let timer: ReturnType<typeof setTimeout> | undefined;

/** Where a list of this name was left, in pixels from its top. */
export function keptScroll(name: string): number {
  const known = scrolled.get(name);
  if (known !== undefined) return known;
  try {
    return Number(globalThis.sessionStorage?.getItem(PREFIX + name) ?? 0);
  } catch {
    return 0;
  }
}

/** Kept for a return at once, for a reload a moment later: storage is slow. */
export function keepScroll(name: string, px: number): void {
  scrolled.set(name, px);
  clearTimeout(timer);
  timer = setTimeout(() => {
    try {
      globalThis.sessionStorage?.setItem(PREFIX + name, String(Math.round(px)));
    } catch {
      // The position holds until the page is left.
    }
  }, SAVE_DELAY_MS);
}
