import { expect, test } from "vitest";
import { findShortcut, type Shortcut } from "./find-shortcut.ts";
import { isStroke, keyNames, parseKeys, type Press } from "./parse-keys.ts";

const press = (key: string, held: Partial<Press> = {}): Press => ({
  key,
  metaKey: false,
  ctrlKey: false,
  altKey: false,
  shiftKey: false,
  ...held,
});
const shortcut = (keys: string, name = keys, inFields = false): Shortcut => ({
  keys,
  name,
  group: "x",
  run: () => undefined,
  inFields,
});
const run = (name: string) => ({ kind: "run", shortcut: expect.objectContaining({ name }) });

test("a sequence waits for its second key", () => {
  const all = [shortcut("g i"), shortcut("r")];
  expect(findShortcut([press("g")], all, false)).toMatchObject({ kind: "wait" });
  expect(findShortcut([press("g"), press("i")], all, false)).toEqual(run("g i"));
});

test("a broken sequence does not swallow the key that broke it", () => {
  const all = [shortcut("g i"), shortcut("r")];
  expect(findShortcut([press("g"), press("r")], all, false)).toEqual(run("r"));
  expect(findShortcut([press("g"), press("x")], all, false)).toEqual({ kind: "none" });
});

test("nothing runs while writing, except what says so", () => {
  const all = [shortcut("r"), shortcut("mod+k", "palette", true)];
  expect(findShortcut([press("r")], all, true)).toEqual({ kind: "none" });
  expect(findShortcut([press("k", { metaKey: true })], all, true)).toEqual(run("palette"));
  expect(findShortcut([press("k", { ctrlKey: true })], all, false)).toEqual(run("palette"));
});

test("the inner view's key wins", () => {
  expect(findShortcut([press("r")], [shortcut("r", "outer"), shortcut("r", "inner")], false)).toEqual(run("inner"));
});

test("⌘R, Ctrl+R and Alt+R are not r", () => {
  for (const held of [{ metaKey: true }, { ctrlKey: true }, { altKey: true }])
    expect(findShortcut([press("r", held)], [shortcut("r")], false)).toEqual({ kind: "none" });
});

test("? works with and without shift, a capital letter is told from a small one", () => {
  const [question] = parseKeys("?");
  const [capital] = parseKeys("shift+r");
  expect(isStroke(press("?", { shiftKey: true }), question!)).toBe(true);
  expect(isStroke(press("?"), question!)).toBe(true);
  expect(isStroke(press("R", { shiftKey: true }), capital!)).toBe(true);
  expect(isStroke(press("r"), capital!)).toBe(false);
});

test("keys are named as on the keyboard", () => {
  const [stroke] = parseKeys("mod+shift+Enter");
  expect(keyNames(stroke!, true)).toEqual(["⌘", "⇧", "↵"]);
  expect(keyNames(stroke!, false)).toEqual(["Ctrl", "Shift", "↵"]);
});
