import { CodedError } from "../../contract/coded-error.ts";
import type { SORTS } from "../../contract/ticket-list-routes.ts";
import { isId } from "../../platform/ids.ts";

export type Sort = (typeof SORTS)[number];

/** Where a page ended: the sort's own values as the database writes them, then the id that breaks ties. */
export type ListPlace = { values: readonly string[]; id: string };

/** How many values come before the id in each order. */
const VALUES_OF: Record<Sort, number> = { recent: 1, due: 1, oldest: 1, priority: 2 };

const MOMENT = /^\d{4,6}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,6})?\+\d\d(:\d\d)?$/;
const PRIORITY = /^P[0-3]$/;

/** Closed tickets have nothing due: with them, the orders by what is due fall back to the newest message first. */
export const orderFor = (sort: Sort, withClosed: boolean): Sort =>
  withClosed && (sort === "due" || sort === "priority") ? "recent" : sort;

/** A cursor for the order it was made in; another order refuses it. */
export const cursorFrom = (sort: Sort, place: ListPlace): string =>
  Buffer.from(JSON.stringify([sort, ...place.values, place.id])).toString("base64url");

/** @throws CodedError cursor_invalid */
export function placeFrom(sort: Sort, cursor: string | undefined): ListPlace | null {
  if (cursor === undefined) return null;
  const parts = parsed(cursor);
  const values = parts.slice(1, -1);
  const id = parts.at(-1) ?? "";
  const fits = parts[0] === sort && values.length === VALUES_OF[sort] && isId(id) && values.every(isValue);
  if (!fits) throw new CodedError("cursor_invalid");
  return { values, id };
}

const isValue = (value: string) => MOMENT.test(value) || PRIORITY.test(value);

function parsed(cursor: string): string[] {
  try {
    const value: unknown = JSON.parse(Buffer.from(cursor, "base64url").toString("utf8"));
    return Array.isArray(value) && value.every((part) => typeof part === "string") ? (value as string[]) : [];
  } catch {
    return [];
  }
}
