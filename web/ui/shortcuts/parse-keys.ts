/** One press: a key with its modifiers. `mod` is ⌘ on Apple machines and Ctrl elsewhere. */
export type Stroke = { key: string; mod: boolean; shift: boolean; alt: boolean };

export type Press = Pick<KeyboardEvent, "key" | "metaKey" | "ctrlKey" | "altKey" | "shiftKey">;

/** `g i` → two strokes; `mod+k`, `shift+Enter`, `?` → one. */
export function parseKeys(keys: string): Stroke[] {
  return keys.split(" ").map((text) => {
    const parts = text.split("+");
    const key = parts.pop() || "+";
    const known = new Set(parts);
    return { key: foldKey(key), mod: known.has("mod"), shift: known.has("shift"), alt: known.has("alt") };
  });
}

/** Whether a press is this stroke. Shift counts only where it is named: `?` needs shift on some keyboards. */
export function isStroke(press: Press, stroke: Stroke): boolean {
  if (foldKey(press.key) !== stroke.key || press.altKey !== stroke.alt) return false;
  if ((press.metaKey || press.ctrlKey) !== stroke.mod) return false;
  const printed = stroke.key.length === 1 && !/\p{L}/u.test(stroke.key);
  return printed || press.shiftKey === stroke.shift;
}

const NAMES: Record<string, string> = { enter: "↵", escape: "Esc", arrowup: "↑", arrowdown: "↓", " ": "␣" };

/** The names on the keys: ⌘ K, ⇧ ↵, G. */
export function keyNames(stroke: Stroke, apple: boolean = onApple()): string[] {
  const modifiers = [
    stroke.mod && (apple ? "⌘" : "Ctrl"),
    stroke.alt && (apple ? "⌥" : "Alt"),
    stroke.shift && (apple ? "⇧" : "Shift"),
  ].filter((name) => name !== false);
  return [...modifiers, NAMES[stroke.key] ?? (stroke.key.length === 1 ? stroke.key.toUpperCase() : stroke.key)];
}

const foldKey = (key: string) => key.toLowerCase();
const onApple = () => /Mac|iPhone|iPad/.test(globalThis.navigator?.platform ?? "");
