import { expect, test } from "vitest";
import { csvLine } from "./csv-line.ts";

test("quotes what must be quoted", () => {
  expect(csvLine(["a", 'say "hi"', "x,y", "two\nlines", ""])).toBe('a,"say ""hi""","x,y","two\nlines",\r\n');
});

test.each(["=HYPERLINK(1)", "+86", "-1", "@sum", "\tx"])(
  "a cell that a spreadsheet would run is defused: %s",
  (cell) => {
    expect(csvLine([cell])).toBe(`'${cell}\r\n`);
  },
);
