import { createStore, type Store } from "../base/create-store.ts";

/** One line of the list under the cursor. `html` is put in its place, or a mention of `id` when there is none. */
export type Suggested = { id: string; name: string; hint?: string; html?: string };

export type FindSuggested = (query: string) => Promise<Suggested[]> | Suggested[];

export type Popup = {
  items: readonly Suggested[];
  active: number;
  rect: { left: number; top: number; bottom: number };
  pick: (item: Suggested) => void;
};

export type PopupStore = Store<Popup | null>;
export const makePopupStore = (): PopupStore => createStore<Popup | null>(null);

/** The popup after a key; null: the key is not for it. */
export function popupAfterKey(popup: Popup, key: string): Popup | "picked" | "closed" | null {
  const count = popup.items.length;
  if (key === "Escape") return "closed";
  if (count === 0) return null;
  if (key === "ArrowDown") return { ...popup, active: (popup.active + 1) % count };
  if (key === "ArrowUp") return { ...popup, active: (popup.active - 1 + count) % count };
  return key === "Enter" || key === "Tab" ? "picked" : null;
}
