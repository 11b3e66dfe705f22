import { expect, test } from "vitest";
import { inertCaseLinks } from "./inert-case-links.ts";

test("links of the customer's case lose address and token, others stay", () => {
  const html =
    '<p>见 <a href="https://desk.example/c/case/abc.def">https://desk.example/c/case/abc.def</a></p><a href="https://docs.example/a">帮助</a>';
  expect(inertCaseLinks(html)).toBe('<p>见 <a>…/c/…</a></p><a href="https://docs.example/a">帮助</a>');
});
