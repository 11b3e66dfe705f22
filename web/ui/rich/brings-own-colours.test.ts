import { expect, test } from "vitest";
import { bringsOwnColours } from "./brings-own-colours.ts";

test.each([
  ['<p style="margin:0;color:#333">x</p>', true],
  ["<td bgcolor=#ffffff>x</td>", true],
  ['<font color="red">x</font>', true],
  ["<p>the color: red</p>", false],
  ['<p style="margin:0">color: red</p>', false],
])("%s", (html, own) => expect(bringsOwnColours(html)).toBe(own));
