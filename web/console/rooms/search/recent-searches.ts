import { keep, readKept } from "../../../ui/base/kept-value.ts";

const KEY = "bihuan.search.recent";
const RECENT_MAX = 8;

/** What this person looked for lately at this browser, the newest first. */
export const recentSearches = (): string[] => readKept<string[]>(KEY, []);

/** A search that another one continues takes its place. */
export function keepSearch(q: string): void {
  const words = q.trim();
  if ([...words].length < 2) return;
  const others = recentSearches().filter((one) => one !== words && !words.startsWith(one));
  keep(KEY, [words, ...others].slice(0, RECENT_MAX));
}
