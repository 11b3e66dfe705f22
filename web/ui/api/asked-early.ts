/** Where the script before the first paint leaves what it asked; the scripts share nothing else. */
type Place = { bihuanAsked?: Map<string, Asked> };
type Asked = { at: number; answer: Promise<Response> };

/** An answer that nobody took by then is not what a page that opens now should show. */
const KEPT_MS_MAX = 10_000;

const place = globalThis as Place;

/** Asks while the scripts are still on their way. */
export function askEarly(address: string, headers: Record<string, string>): void {
  const answer = fetch(address, { headers, credentials: "same-origin" });
  // Who takes it hears of the failure.
  answer.catch(() => undefined);
  place.bihuanAsked ??= new Map();
  place.bihuanAsked.set(address, { at: Date.now(), answer });
}

/** The answer that was asked for early, once; null where there is none. A refusal makes all of them void. */
export async function takeAsked(address: string): Promise<Response | null> {
  const asked = place.bihuanAsked?.get(address);
  place.bihuanAsked?.delete(address);
  if (!asked || Date.now() - asked.at > KEPT_MS_MAX) return null;
  const response = await asked.answer.catch(() => null);
  if (response?.ok) return response;
  place.bihuanAsked?.clear();
  return null;
}
