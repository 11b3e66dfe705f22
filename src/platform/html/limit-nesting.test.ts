import { expect, test } from "vitest";
import { workMs } from "../../../test/support/work-ms.ts";
import { limitNesting } from "./limit-nesting.ts";
import { sanitizeHtml } from "./sanitize-html.ts";

const MANY = 400;

test("HTML of people comes back as it is", () => {
  for (const html of [
    "",
    "a < b > c",
    "<!doctype html><p>一<p>二<ul><li>a<li>b</ul><br><img src='x>y'><!-- <div> --><b>x</i></b>",
    `<table>${"<tr><td>a<td>b".repeat(MANY)}</table>`,
    "<p>x".repeat(MANY),
    `<style>${"<div>".repeat(MANY)}</style>`,
    "<div>".repeat(250),
    "<a title='",
  ])
    expect(limitNesting(html)).toBe(html);
});

test("what is nested too deep loses its tags and keeps its text, and what follows stands where it stood", () => {
  const deep = `${"<div>".repeat(MANY)}深处${"</div>".repeat(MANY)}<p>之后</p>`;
  const limited = limitNesting(deep);
  expect(limited).toBe(`${"<div>".repeat(250)}深处${"</div>".repeat(250)}<p>之后</p>`);
  expect(sanitizeHtml(deep)).toContain("</div><p>之后</p>");
});

const ATTACKS: Record<string, (n: number) => string> = {
  "nested and closed": (n) => `${"<div>".repeat(n)}x${"</div>".repeat(n)}`,
  "never closed": (n) => "<b><i>x".repeat(n / 2),
  "closed by another name": (n) => "<div></b>".repeat(n / 2),
  "unknown names": (n) => `${"<x-y>".repeat(n)}${"</x-y>".repeat(n)}`,
  "ends without a beginning": (n) => `${"<font color=red>".repeat(n / 2)}${"</b>".repeat(n / 2)}`,
  "hidden from a counter by raw text": (n) => "<div><style></div></style>".repeat(n / 3),
  "hidden from a counter by a quote": (n) => `<a x=y'>${"<div>".repeat(n)}`,
  "tags that never end": (n) => "<a ".repeat(n),
  "comments that never end": (n) => "<!--".repeat(n),
};
const TAGS = 15_000;
const RATIO_MAX = 10;
/** Shorter times are noise. */
const FASTEST_MS_MIN = 8;

test.each(Object.entries(ATTACKS))("four times as much takes no more than linear time: %s", (_, make) => {
  const [small, large] = [make(TAGS), make(4 * TAGS)];
  sanitizeHtml(small);
  const ratio = fastest(large) / Math.max(fastest(small), FASTEST_MS_MIN);
  // Linear is 4; quadratic would be 16.
  expect(ratio).toBeLessThan(RATIO_MAX);
});

const fastest = (html: string) => Math.min(...[1, 2, 3].map(() => workMs(() => void sanitizeHtml(html))));
