import { expect, test } from "vitest";
import { htmlToText } from "./html-to-text.ts";

test.each([
  ["<p>您好，</p><p>请重启。</p>", "您好，\n\n请重启。"],
  ["a<br>b &amp; c", "a\nb & c"],
  ["<ul><li>one</li><li>two</li></ul>", "- one\n- two"],
  ["<p>  many\n   spaces </p>", "many spaces"],
  ["<p><img src='cid:x'></p>", ""],
])("%s", (html, text) => {
  expect(htmlToText(html)).toBe(text);
});
