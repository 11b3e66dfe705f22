type Reader = (given: unknown) => unknown;
type Read<S extends Record<string, Reader>> = { [K in keyof S]?: Exclude<ReturnType<S[K]>, undefined> | undefined };

const WORD_CHARS_MAX = 200;

/**
 * What an address carries behind its question mark: `readSearch({ q: word(500) })`. Hand-written and old links come too, so
 * what does not fit is left out, as is all that is not asked for.
 */
export const readSearch =
  <S extends Record<string, Reader>>(readers: S) =>
  (search: Record<string, unknown>): Read<S> =>
    Object.fromEntries(
      Object.entries(readers)
        .map(([name, read]) => [name, read(search[name])])
        .filter(([, value]) => value !== undefined),
    ) as Read<S>;

/** Words; of digits alone the router has made a number. */
export const word =
  (charsMax = WORD_CHARS_MAX) =>
  (given: unknown): string | undefined => {
    const text = typeof given === "number" ? String(given) : given;
    return typeof text === "string" && text.length <= charsMax ? text : undefined;
  };

export const oneOf =
  <T extends string>(all: readonly T[]) =>
  (given: unknown): T | undefined =>
    all.find((one) => one === given);

/** 1, 2, 3 … */
export const counting = (given: unknown): number | undefined =>
  Number.isSafeInteger(Number(given)) && Number(given) >= 1 ? Number(given) : undefined;
