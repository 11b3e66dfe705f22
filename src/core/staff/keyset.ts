import { CodedError } from "../../contract/coded-error.ts";
import { isId } from "../../platform/ids.ts";

/** Where a page ends: lists go from the newest down, ids break ties. */
export type Place = { at: Date; id: string };

/** @throws CodedError cursor_invalid */
export function placeOf(cursor: string | undefined): Place | null {
  if (cursor === undefined) return null;
  const [moment = "", id = ""] = Buffer.from(cursor, "base64url").toString("utf8").split(" ");
  const at = new Date(moment);
  if (Number.isNaN(at.getTime()) || !isId(id)) throw new CodedError("cursor_invalid");
  return { at, id };
}

/** The number before which the next page of a list by numbers starts. @throws CodedError cursor_invalid */
export function numberOf(cursor: string | undefined): number | null {
  if (cursor === undefined) return null;
  if (!/^\d{1,9}$/.test(cursor)) throw new CodedError("cursor_invalid");
  return Number(cursor);
}

/** Cuts the page out of `limit + 1` rows and says where the next one starts. */
export function pageFrom<T>(
  rows: T[],
  limit: number,
  place: (row: T) => Place,
): { items: T[]; nextCursor: string | null } {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  if (rows.length <= limit || !last) return { items, nextCursor: null };
  const { at, id } = place(last);
  return { items, nextCursor: Buffer.from(`${at.toISOString()} ${id}`).toString("base64url") };
}
