import type { JSX } from "react";
import type { Ability } from "../../../src/domain/permission/index.ts";

export type RoomId = "inbox" | "customers" | "studio" | "settings";

/** The rooms of the rail. `key` follows `g`. */
export const ROOMS: readonly { id: RoomId; to: string; key: string; needs: Ability; glyph: JSX.Element }[] = [
  {
    id: "inbox",
    to: "/inbox",
    key: "i",
    needs: "tickets.read",
    glyph: glyph("M3 5h14v11H3zM3 11h4l1.500 2.500h3L13 11h4"),
  },
  {
    id: "customers",
    to: "/customers",
    key: "c",
    needs: "contacts.read",
    glyph: glyph("M10 9.500a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM4 17c0-3.300 2.700-5.500 6-5.500s6 2.200 6 5.500"),
  },
  {
    id: "studio",
    to: "/studio",
    key: "p",
    needs: "sop.read",
    glyph: glyph("M4 3.500h9l3 3v10H4zM7 8h6M7 11h6M7 14h3"),
  },
  {
    id: "settings",
    to: "/settings",
    key: "s",
    needs: "tickets.read",
    glyph: glyph("M3 6h7M14 6h3M12 4v4M3 14h3M10 14h7M8 12v4"),
  },
];

function glyph(path: string): JSX.Element {
  return (
    <svg viewBox="0 0 20 20" width="20" height="20" aria-hidden="true">
      <path d={path} fill="none" stroke="currentColor" strokeWidth="1.5" strokeLinecap="round" strokeLinejoin="round" />
    </svg>
  );
}
