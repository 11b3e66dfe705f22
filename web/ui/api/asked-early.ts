/** Where the script before the first paint leaves what it asked; the scripts share nothing else. */
type Place = { bihuanAsked?: Map<string, Asked> };
type Asked = { at: number; answer: Promise<Response>; isHere: boolean };

/** An answer that nobody took by then is not what a page that opens now should show. */
const KEPT_MS_MAX = 10_000;

const place = globalThis as Place;

/** Asks while the scripts are still on their way. */
export function askEarly(address: string, headers: Record<string, string>): void {
  const answer = fetch(address, { headers, credentials: "same-origin" });
  const asked: Asked = { at: Date.now(), answer, isHere: false };
  // Who takes it hears of the failure.
  answer.then(
    () => (asked.isHere = true),
    () => undefined,
  );
  place.bihuanAsked ??= new Map();
  place.bihuanAsked.set(address, asked);
}

/** Whether what was asked for early has been answered and not been taken: who waits for it hardly waits. */
export const isAnswered = (address: string): boolean => place.bihuanAsked?.get(address)?.isHere === true;

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
