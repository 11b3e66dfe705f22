import { expect, test } from "vitest";
import { mayShowInline, sniffMediaType } from "./sniff-media-type.ts";

const bytes = (...head: number[]) => Uint8Array.from([...head, 0, 0, 0, 0, 0, 0, 0, 0]);

test.each([
  ["a.png", bytes(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a), "image/png"],
  ["photo.png", bytes(0xff, 0xd8, 0xff), "image/jpeg"],
  ["report.docx", bytes(0x50, 0x4b, 3, 4), "application/vnd.openxmlformats-officedocument.wordprocessingml.document"],
  ["x.zip", bytes(0x50, 0x4b, 3, 4), "application/zip"],
  ["app.log", Buffer.from("2026-01-01 错误"), "text/plain"],
  ["app.log", bytes(1, 0), "application/octet-stream"],
  ["fake.png", Buffer.from("<script>alert(1)</script>"), "application/octet-stream"],
  ["page.html", Buffer.from("<html>"), "application/octet-stream"],
  ["drawing.svg", Buffer.from("<svg onload=alert(1)>"), "application/octet-stream"],
])("%s is %s by its content", (name, content, type) => {
  expect(sniffMediaType(name, content)).toBe(type);
});

test("only pictures that cannot run are shown", () => {
  expect(["image/png", "image/svg+xml", "text/html", "application/pdf"].map(mayShowInline)).toEqual([
    true,
    false,
    false,
    false,
  ]);
});
