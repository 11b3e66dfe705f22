/** Deeper than any input of ours; what is deeper would overflow whoever walks it. */
const BODY_DEPTH_MAX = 64;

/**
 * A JSON body fit to be kept: halves of a character, which no database takes, become U+FFFD.
 * @throws an error with status 400 where it is nested deeper than BODY_DEPTH_MAX
 */
export function tidyBody(body: unknown, depth = 0): unknown {
  if (typeof body === "string") return body.toWellFormed();
  if (body === null || typeof body !== "object") return body;
  if (depth >= BODY_DEPTH_MAX)
    throw Object.assign(new Error(`body: nested deeper than ${BODY_DEPTH_MAX}`), { statusCode: 400 });
  if (Array.isArray(body)) return body.map((item) => tidyBody(item, depth + 1));
  const entries = Object.entries(body).map(([key, value]) => [key.toWellFormed(), tidyBody(value, depth + 1)] as const);
  return Object.fromEntries(entries);
}
