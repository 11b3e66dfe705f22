import { expect, test } from "vitest";
import { safeNext } from "./safe-next.ts";

test.each([
  ["/inbox/123?view=mine", "/inbox/123?view=mine"],
  ["https://evil.example", "/inbox"],
  ["//evil.example", "/inbox"],
  ["/\\evil.example", "/inbox"],
  ["/\t/evil.example", "/inbox"],
  ["javascript:alert(1)", "/inbox"],
  ["/sign-in?next=/sign-in", "/inbox"],
  [undefined, "/inbox"],
])("%s", (next, safe) => expect(safeNext(next)).toBe(safe));
