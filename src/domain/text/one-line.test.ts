import { expect, test } from "vitest";
import { oneLine } from "./one-line.ts";

test.each([
  ["  a\r\nb\tc  ", "a b c"],
  ["\u202egnp.exe", "gnp.exe"],
  ["张\u200b三\ufeff", "张三"],
  ["👩\u200d💻", "👩\u200d💻"],
  ["\0\u0007", ""],
])("%j becomes one line", (given, wanted) => expect(oneLine(given)).toBe(wanted));
