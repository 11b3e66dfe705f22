import { useEffect, useRef } from "react";
import { createStore, useStore } from "../base/create-store.ts";
import { findShortcut, SEQUENCE_MS_MAX, type Shortcut } from "./find-shortcut.ts";
import type { Press } from "./parse-keys.ts";

const registered = createStore<readonly Shortcut[]>([]);

/** Everything that is registered now, for the sheet and the palette. */
export const useRegisteredShortcuts = (): readonly Shortcut[] => useStore(registered);

/** Keys of a view, as long as it is on screen and `active`. */
export function useShortcuts(shortcuts: readonly Shortcut[], active = true): void {
  const latest = useRef(shortcuts);
  useEffect(() => {
    latest.current = shortcuts;
  });
  const shape = shortcuts.map(({ keys, name }) => `${keys}\n${name}`).join("\n\n");
  useEffect(() => {
    if (!active) return undefined;
    const mine = latest.current.map((shortcut, at) => ({ ...shortcut, run: () => latest.current[at]?.run() }));
    registered.set((all) => [...all, ...mine]);
    return () => registered.set((all) => all.filter((each) => !mine.includes(each)));
  }, [active, shape]);
}

/** Listens for the whole page. Call once, in the frame. Answers how to stop. */
export function listenForShortcuts(): () => void {
  let pressed: Press[] = [];
  let lastAt = 0;
  const hear = (event: KeyboardEvent) => {
    // 229: the key belongs to an input method that is composing Chinese.
    if (event.isComposing || event.keyCode === 229 || event.defaultPrevented || isModifier(event.key)) return;
    if (event.timeStamp - lastAt > SEQUENCE_MS_MAX) pressed = [];
    lastAt = event.timeStamp;
    const found = findShortcut([...pressed, event], registered.get(), isField(event.target) || hasDialog());
    pressed = found.kind === "wait" ? found.pressed : [];
    if (found.kind === "none") return;
    event.preventDefault();
    if (found.kind === "run") found.shortcut.run();
  };
  document.addEventListener("keydown", hear);
  return () => document.removeEventListener("keydown", hear);
}

const isModifier = (key: string) => ["Shift", "Control", "Alt", "Meta"].includes(key);

/** Under an open dialog the page lies still. */
const hasDialog = (): boolean => document.querySelector(".ant-modal-wrap:not([style*='display: none'])") !== null;

function isField(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement)
    return true;
  return target instanceof HTMLInputElement && !["checkbox", "radio", "button", "submit"].includes(target.type);
}
