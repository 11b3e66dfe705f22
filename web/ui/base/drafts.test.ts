import { beforeEach, expect, test, vi } from "vitest";
import { dropDraft, readDraft, saveDraft, tidyDrafts } from "./drafts.ts";

const DAY_MS = 86_400_000;

class MemoryStorage {
  getItem(key: string): string | null {
    return (this as unknown as Record<string, string>)[key] ?? null;
  }
  setItem(key: string, value: string): void {
    if (value.length > 1000) throw new Error("QuotaExceededError");
    (this as unknown as Record<string, string>)[key] = value;
  }
  removeItem(key: string): void {
    delete (this as unknown as Record<string, string>)[key];
  }
}

beforeEach(() => vi.stubGlobal("localStorage", new MemoryStorage()));

test("a draft comes back until it is dropped", () => {
  saveDraft("reply:1", { html: "<p>您好</p>" }, 1000);
  expect(readDraft("reply:1", 2000)).toEqual({ savedAt: 1000, value: { html: "<p>您好</p>" } });
  dropDraft("reply:1");
  expect(readDraft("reply:1", 2000)).toBeNull();
});

test("a full storage does not break the page", () => {
  expect(() => saveDraft("reply:2", "长".repeat(2000), 0)).not.toThrow();
  expect(readDraft("reply:2", 0)).toBeNull();
});

test("old drafts and the oldest of too many are dropped", () => {
  saveDraft("old", 1, 0);
  for (let at = 1; at <= 205; at += 1) saveDraft(`n${at}`, at, 20 * DAY_MS + at);
  tidyDrafts(localStorage, 31 * DAY_MS);
  expect(readDraft("old", 0)).toBeNull();
  expect(readDraft("n5", 31 * DAY_MS)).toBeNull();
  expect(readDraft("n6", 31 * DAY_MS)).not.toBeNull();
});
