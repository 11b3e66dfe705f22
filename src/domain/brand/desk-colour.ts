import { contrast } from "./contrast.ts";

/** The desk's colour where nobody chose one: of its pages, its mails and its customers' pages. */
export const DESK_COLOUR = "#0b6b6e";

/** How a desk shows itself to its customers. */
export type Brand = { name: string; colour: string };

const WHITE = "#ffffff";
const CONTRAST_MIN = 4.5;

/** Whether white letters can be read on `#rrggbb`. */
export const isDeskColour = (colour: string): boolean =>
  /^#[0-9a-f]{6}$/.test(colour) && contrast(colour, WHITE) >= CONTRAST_MIN;
