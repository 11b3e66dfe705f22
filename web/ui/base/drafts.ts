import { keep, readKept } from "./kept-value.ts";

const PREFIX = "bihuan.draft.";
const DRAFT_AGE_MS_MAX = 30 * 24 * 3_600_000;
const DRAFTS_MAX = 200;

type Kept<T> = { savedAt: number; value: T };

/** What was written and not sent, by a name such as `reply:<ticketId>`. Null when there is none or it is too old. */
export function readDraft<T>(name: string, now: number): { value: T; savedAt: number } | null {
  const kept = readKept<Kept<T> | null>(PREFIX + name, null);
  return kept && now - kept.savedAt <= DRAFT_AGE_MS_MAX ? kept : null;
}

export function saveDraft(name: string, value: unknown, now: number): void {
  keep(PREFIX + name, { savedAt: now, value });
}

export const dropDraft = (name: string): void => keep(PREFIX + name, undefined);

/**
 * Tells when another tab of this browser changes a draft: what stood there before, and what does now; null for nothing.
 * @returns how to stop
 */
export function onDraftElsewhere<T>(name: string, told: (before: T | null, now: T | null) => void): () => void {
  const listen = ({ key, oldValue, newValue }: StorageEvent) => {
    if (key === PREFIX + name) told(valueIn<T>(oldValue), valueIn<T>(newValue));
  };
  globalThis.addEventListener("storage", listen);
  return () => globalThis.removeEventListener("storage", listen);
}

function valueIn<T>(text: string | null): T | null {
  try {
    return text === null ? null : (JSON.parse(text) as Kept<T>).value;
  } catch {
    return null;
  }
}

/** Drops drafts that are too old, and the oldest beyond the bound. Call once at start. */
export function tidyDrafts(storage: Storage, now: number): void {
  const kept = Object.keys(storage)
    .filter((key) => key.startsWith(PREFIX))
    .map((key) => ({ key, savedAt: readKept<Kept<unknown> | null>(key, null)?.savedAt ?? 0 }))
    .toSorted((a, b) => b.savedAt - a.savedAt);
  for (const [at, { key, savedAt }] of kept.entries())
    if (at >= DRAFTS_MAX || now - savedAt > DRAFT_AGE_MS_MAX) keep(key, undefined);
}
