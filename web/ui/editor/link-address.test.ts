import { expect, test } from "vitest";
import { linkAddress } from "./link-address.ts";

test.each([
  ["example.cn/文档", "https://example.cn/%E6%96%87%E6%A1%A3"],
  ["http://example.com", "http://example.com/"],
  ["service@example.cn", "mailto:service@example.cn"],
  ["tel:+8610", "tel:+8610"],
  ["javascript:alert(1)", null],
  ["data:text/html,x", null],
  ["你好", null],
  ["", null],
])("%s", (typed, href) => expect(linkAddress(typed)).toBe(href));
