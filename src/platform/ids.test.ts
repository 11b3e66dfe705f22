import { expect, test } from "vitest";
import { newId } from "./ids.ts";

test("ids are UUIDs of version 7 that sort as they were made, within a millisecond too", () => {
  const now = Date.UTC(2026, 10, 21);
  const ids = [...Array.from({ length: 1_000 }, () => newId(now)), newId(now + 1)];
  expect(ids.toSorted()).toEqual(ids);
  expect(new Set(ids).size).toBe(ids.length);
  expect(new Set(ids.map((id) => id.slice("01a203b7-aa9b-7097-".length))).size).toBe(ids.length);
  expect(ids[0]).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});
