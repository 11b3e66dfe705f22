/** An expected failure: a code of the error table, with the values its sentence needs. */
export type Refusal = { code: string; params?: Record<string, string | number | readonly string[]> };

export type Result<T> = { ok: true; value: T } | { ok: false; refusal: Refusal };

export const accepted = <T>(value: T): Result<T> => ({ ok: true, value });

export const refused = (code: string, params?: Refusal["params"]): { ok: false; refusal: Refusal } => ({
  ok: false,
  refusal: params ? { code, params } : { code },
});
