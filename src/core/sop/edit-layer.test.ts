import { expect, test } from "vitest";
import { putItem, takeItemAway, takeItemBack } from "./edit-layer.ts";

const LAYER = `# What we do otherwise.
tags:
  # asked for by sales
  - id: vip # keep
    name: { zh: 重点, en: Key account }
promises:
  - id: c.first-response.p1
    metric: first_response
    within: 30m # until spring
    calendar: always
    source: 约定
  - id: other
    within: 1h
`;

const P1 = { metric: "first_response", within: "20m", calendar: "always", source: "约定" };

test("an item is written where it stands; other words, comments and their order stay", () => {
  expect(putItem(LAYER, { section: "promises", itemId: "c.first-response.p1" }, P1)).toBe(
    LAYER.replace("within: 30m", "within: 20m"),
  );
});

test("a key that the item no longer has goes, a new one comes last, both languages in one line", () => {
  const { source: _source, ...rest } = P1;
  const item = { ...rest, title: { zh: "首次响应", en: "First response" }, pauses: ["waiting_customer"] };
  const text = putItem(LAYER, { section: "promises", itemId: "c.first-response.p1" }, item);
  expect(text).toContain(`    calendar: always
    title: { zh: 首次响应, en: First response }
    pauses: [ waiting_customer ]
  - id: other`);
});

test("a new item comes at the end of its section, a new section at the end, into an empty layer too", () => {
  expect(putItem(LAYER, { section: "tags", itemId: "new" }, { name: { zh: "新", en: "New" } })).toContain(
    "en: Key account }\n  - id: new\n    name: { zh: 新, en: New }\npromises:",
  );
  expect(putItem("", { section: "tags", itemId: "new" }, { name: { zh: "新", en: "New" } })).toBe(
    "tags:\n  - id: new\n    name: { zh: 新, en: New }\n",
  );
});

test("a category is put below the parents that its path names", () => {
  const text = putItem(
    "",
    { section: "categories", itemId: "fault.software.own" },
    { name: { zh: "自有", en: "Own" } },
  );
  expect(text).toBe(`categories:
  - id: fault
    children:
      - id: fault.software
        children:
          - id: fault.software.own
            name: { zh: 自有, en: Own }
`);
  expect(takeItemBack(text, { section: "categories", itemId: "fault.software.own" })).toBe("");
});

test("taking an item back leaves the rest; what the layer does not have is null", () => {
  expect(takeItemBack(LAYER, { section: "promises", itemId: "other" })).toBe(
    LAYER.replace("  - id: other\n    within: 1h\n", ""),
  );
  expect(takeItemBack(LAYER, { section: "promises", itemId: "unknown" })).toBeNull();
});

test("what ships is taken away by its id, once, and given back by putting it or taking the taking back", () => {
  const place = { section: "promises", itemId: "c.first-response.p1" };
  const away = takeItemAway(takeItemAway(LAYER, place), place);
  expect(away).toContain("without:\n  promises:\n    - c.first-response.p1\n");
  expect(away).not.toContain("within: 30m");
  expect(takeItemBack(away, place)).not.toContain("without");
  expect(putItem(away, place, P1)).not.toContain("without");
});

test("a layer of comments alone keeps them", () => {
  const text = putItem("# ours, since 2026\n", { section: "tags", itemId: "new" }, { name: { zh: "新", en: "New" } });
  expect(text).toContain("# ours, since 2026");
  expect(takeItemBack(text, { section: "tags", itemId: "new" })).toContain("# ours, since 2026");
});

test("a list within a section is named with a dot", () => {
  const place = { section: "priority.keywords", itemId: "outage" };
  const text = putItem("", place, { zh: ["停机"] });
  expect(text).toBe("priority:\n  keywords:\n    - id: outage\n      zh: [ 停机 ]\n");
  expect(takeItemBack(text, place)).toBe("");
  expect(takeItemAway("", place)).toBe("without:\n  priority.keywords:\n    - outage\n");
});

test("words that are no YAML are not edited, and names that are none are refused", () => {
  expect(() => putItem("promises: [", { section: "promises", itemId: "x" }, {})).toThrow("layer_unreadable");
  expect(() => putItem("promises: 3", { section: "promises", itemId: "x" }, {})).toThrow("layer_unreadable");
  expect(() => putItem("", { section: "__proto__", itemId: "x" }, {})).toThrow("invalid_input");
  expect(() => putItem("", { section: "tags", itemId: "x" }, { id: "y" })).toThrow("invalid_input");
});
