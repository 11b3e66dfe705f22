import { useCallback, useEffect, useRef, useState } from "react";
import { dropDraft, readDraft, saveDraft } from "./drafts.ts";

const SAVE_DELAY_MS = 400;

/**
 * A value kept as a draft while it is written: `[value, set, drop, adopt]`. Saved shortly after each change and on leaving;
 * what is adopted is saved already, by another tab.
 */
export function useDraft<T>(name: string, initial: T): [T, (next: T) => void, () => void, (next: T) => void] {
  const [value, setValue] = useState<T>(() => readDraft<T>(name, Date.now())?.value ?? initial);
  const unsaved = useRef<{ name: string; value: T } | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const flush = useCallback(() => {
    clearTimeout(timer.current);
    if (unsaved.current) saveDraft(unsaved.current.name, unsaved.current.value, Date.now());
    unsaved.current = null;
  }, []);
  useEffect(() => {
    globalThis.addEventListener("pagehide", flush);
    return () => {
      globalThis.removeEventListener("pagehide", flush);
      flush();
    };
  }, [flush]);
  const set = useCallback(
    (next: T) => {
      setValue(next);
      unsaved.current = { name, value: next };
      clearTimeout(timer.current);
      timer.current = setTimeout(flush, SAVE_DELAY_MS);
    },
    [name, flush],
  );
  const drop = useCallback(() => {
    clearTimeout(timer.current);
    unsaved.current = null;
    dropDraft(name);
    setValue(initial);
  }, [name, initial]);
  const adopt = useCallback((next: T) => {
    clearTimeout(timer.current);
    unsaved.current = null;
    setValue(next);
  }, []);
  return [value, set, drop, adopt];
}
