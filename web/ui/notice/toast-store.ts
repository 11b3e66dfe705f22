import { createStore, useStore } from "../base/create-store.ts";
import { serverNow } from "../time/now.ts";

export type Toast = {
  id: number;
  text: string;
  tone: "plain" | "good" | "bad";
  /** Until when it stands, by the server's clock; milliseconds since the epoch. */
  until: number;
  action?: { name: string; run: () => void };
  /** Runs instead of what was announced, while the toast stands. */
  undo?: () => void;
};

const TOASTS_MAX = 4;
const STAND_MS = 5_000;
const STAND_BAD_MS = 10_000;

const toasts = createStore<readonly Toast[]>([]);
let lastId = 0;

export const useToasts = (): readonly Toast[] => useStore(toasts);

type Options = Partial<Pick<Toast, "tone" | "action" | "undo">> & { forMs?: number };

/** Tells something in passing. Answers its id. */
export function toast(text: string, options: Options = {}): number {
  const { forMs = options.tone === "bad" ? STAND_BAD_MS : STAND_MS, tone = "plain", ...rest } = options;
  lastId += 1;
  const shown: Toast = { id: lastId, text, tone, until: serverNow() + forMs, ...rest };
  toasts.set((all) => [...all, shown].slice(-TOASTS_MAX));
  setTimeout(() => dismissToast(shown.id), forMs);
  return shown.id;
}

export const dismissToast = (id: number): void => toasts.set((all) => all.filter((each) => each.id !== id));

/** Takes back what a toast announced. */
export function undoToast({ id, undo }: Toast): void {
  dismissToast(id);
  undo?.();
}
