import { expect, test } from "vitest";
import { cellsOf, emptyCells, withCell, withLine, withoutLine, wordlessKeywords } from "./priority-values.ts";

const label = { zh: "一", en: "one" };
const VALUES = {
  impacts: [
    { id: "all", label },
    { id: "one", label },
  ],
  urgencies: [
    { id: "now", label },
    { id: "later", label },
  ],
  cells: { all: { now: "P0", later: "P1" }, one: { now: "P1", later: "P3" } },
  defaults: { impact: "one", urgency: "later" },
  keywords: [],
};

test("a new row and a new column take the priorities of the last; none is empty", () => {
  const grown = withLine(withLine(VALUES, "impacts"), "urgencies");
  expect(cellsOf(grown)["impact-3"]).toEqual({ now: "P1", later: "P3", "urgency-3": "P3" });
  expect(emptyCells(grown)).toEqual([]);
});

test("a row that goes takes its cells along, and a mail is taken for the first that is left", () => {
  const less = withoutLine(VALUES, "impacts", "one");
  expect(less).toMatchObject({ cells: { all: { now: "P0" } }, defaults: { impact: "all", urgency: "later" } });
  expect(cellsOf(less)["one"]).toBeUndefined();
  expect(cellsOf(withoutLine(VALUES, "urgencies", "now"))).toEqual({ all: { later: "P1" }, one: { later: "P3" } });
});

test("one cell changes alone; an empty one and a keyword without words are named", () => {
  const changed = withCell(VALUES, { impact: "one", urgency: "now" }, "P2");
  expect(cellsOf(changed)).toEqual({ all: { now: "P0", later: "P1" }, one: { now: "P2", later: "P3" } });
  expect(emptyCells({ ...VALUES, cells: { all: { now: "P0", later: "P1" } } })).toEqual([
    "cells.one.now",
    "cells.one.later",
  ]);
  const keywords = [
    { id: "a", zh: [], en: ["x"] },
    { id: "b", zh: [], en: [] },
  ];
  expect(wordlessKeywords({ ...VALUES, keywords })).toEqual(["keywords.1.zh", "keywords.1.en"]);
});
