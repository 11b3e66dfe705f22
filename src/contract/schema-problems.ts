import type { z } from "zod";

/** Each fault of a document with its place, items of a list by their id where they have one: `promises[c.p1].within`. */
export function problemsOf(error: z.ZodError, document: unknown): { place: string; message: string }[] {
  return error.issues.map(({ path, message }) => ({ place: placeOf(path, document), message }));
}

/** The same, a line each: `promises[c.p1].within: …`. */
export const problemLines = (error: z.ZodError, document: unknown): string[] =>
  problemsOf(error, document).map(({ place, message }) => `${place}: ${message}`);

function placeOf(path: readonly PropertyKey[], document: unknown): string {
  let place = "";
  let here: unknown = document;
  for (const key of path) {
    here = typeof here === "object" && here !== null ? (here as Record<PropertyKey, unknown>)[key] : undefined;
    if (typeof key === "number") place += `[${nameOf(here) ?? key}]`;
    else place += `${place ? "." : ""}${String(key)}`;
  }
  return place || "(document)";
}

const nameOf = (item: unknown): string | null =>
  typeof item === "object" && item !== null && "id" in item && typeof item.id === "string" ? item.id : null;
