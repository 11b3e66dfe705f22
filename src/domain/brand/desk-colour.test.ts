import { expect, test } from "vitest";
import { DESK_COLOUR, isDeskColour } from "./desk-colour.ts";

test("a desk's colour bears white letters", () => {
  expect([DESK_COLOUR, "#000000", "#8a1538"].filter((colour) => !isDeskColour(colour))).toEqual([]);
  for (const colour of ["#ffffff", "#f5c518", "#0B6B6E", "red", "#123", "#0b6b6e;x"])
    expect(isDeskColour(colour)).toBe(false);
});
