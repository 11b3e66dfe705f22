const PREFIX = "bihuan.inbox.";

/** sessionStorage that never throws: kept over a reload, apart from other tabs. */
export function keptForTab<T>(name: string, fallback: T): T {
  try {
    const text = globalThis.sessionStorage?.getItem(PREFIX + name);
    return text === null || text === undefined ? fallback : (JSON.parse(text) as T);
  } catch {
    return fallback;
  }
}

export function keepForTab(name: string, value: unknown): void {
  try {
    if (value === undefined) globalThis.sessionStorage?.removeItem(PREFIX + name);
    else globalThis.sessionStorage?.setItem(PREFIX + name, JSON.stringify(value));
  } catch {
    // It holds until the page is left.
  }
}
