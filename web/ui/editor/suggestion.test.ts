import { expect, test } from "vitest";
import { popupAfterKey, type Popup } from "./suggestion.ts";

const popup = (active: number, count = 3): Popup => ({
  items: Array.from({ length: count }, (_, at) => ({ id: String(at), name: String(at) })),
  active,
  rect: { left: 0, top: 0, bottom: 0 },
  pick: () => undefined,
});

test("arrows go round, enter and tab pick, escape closes", () => {
  expect(popupAfterKey(popup(2), "ArrowDown")).toMatchObject({ active: 0 });
  expect(popupAfterKey(popup(0), "ArrowUp")).toMatchObject({ active: 2 });
  expect(popupAfterKey(popup(0), "Enter")).toBe("picked");
  expect(popupAfterKey(popup(0), "Tab")).toBe("picked");
  expect(popupAfterKey(popup(0), "Escape")).toBe("closed");
});

test("with nothing to pick, enter stays a new line", () => {
  expect(popupAfterKey(popup(0, 0), "Enter")).toBeNull();
  expect(popupAfterKey(popup(0), "a")).toBeNull();
});
