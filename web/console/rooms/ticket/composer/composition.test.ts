import { expect, test } from "vitest";
import { EMPTY_COMPOSITION, saysTheSame, writtenSince } from "./composition.ts";

test("what was typed while a message was on its way stays; nothing else does", () => {
  expect(writtenSince("<p>一</p>", "<p>一</p>")).toBe("");
  expect(writtenSince("<p>一</p>", "<p>一</p><p>二</p>")).toBe("<p>二</p>");
  expect(writtenSince("<p>一</p>", "<p>一，二</p>")).toBe("<p>一，二</p>");
  expect(writtenSince("", "<p>二</p>")).toBe("<p>二</p>");
});

test("two tabs say the same when text and files are the same", () => {
  const file = { id: "f1", name: "a.log", sizeBytes: 1, url: "" };
  const written = { ...EMPTY_COMPOSITION, html: "<p>一</p>" };
  expect(saysTheSame(written, { ...written, text: "一", to: [] })).toBe(true);
  expect(saysTheSame(written, { ...written, html: "<p>二</p>" })).toBe(false);
  expect(saysTheSame(written, { ...written, files: [file] })).toBe(false);
});
