import { isStroke, parseKeys, type Press, type Stroke } from "./parse-keys.ts";

export type Shortcut = {
  /** `r`, `g i`, `mod+k`. */
  keys: string;
  /** What it does, in the person's language. */
  name: string;
  /** Heading in the sheet. */
  group: string;
  run: () => void;
  /** Also while a text field has the focus; for `mod+…` only. */
  inFields?: boolean;
};

export const SEQUENCE_MS_MAX = 1200;

export type Found = { kind: "run"; shortcut: Shortcut } | { kind: "wait"; pressed: Press[] } | { kind: "none" };

/** Meets the presses so far with what is registered. Later registrations (inner views) win. */
export function findShortcut(pressed: Press[], registered: readonly Shortcut[], inField: boolean): Found {
  const candidates = registered.filter((shortcut) => !inField || shortcut.inFields).toReversed();
  const full = candidates.find(({ keys }) => matches(pressed, parseKeys(keys), "whole"));
  if (full) return { kind: "run", shortcut: full };
  if (candidates.some(({ keys }) => matches(pressed, parseKeys(keys), "start"))) return { kind: "wait", pressed };
  // A broken sequence: its last press may begin or be another.
  const last = pressed.at(-1);
  return pressed.length > 1 && last ? findShortcut([last], registered, inField) : { kind: "none" };
}

function matches(pressed: Press[], strokes: Stroke[], how: "whole" | "start"): boolean {
  if (how === "whole" ? pressed.length !== strokes.length : pressed.length >= strokes.length) return false;
  return pressed.every((press, at) => isStroke(press, strokes[at] as Stroke));
}
