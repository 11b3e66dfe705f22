import { expect, test } from "vitest";
import { beginHistory, put, redo, undo } from "./history.ts";

const names = (zh: string, cell = "P1") => ({ labels: [{ zh, en: "x" }], cell: { at: cell, steps: 1 } });

test("what is typed into one field is one step; another field is another", () => {
  let history = beginHistory(names("一"));
  for (const typed of ["一人", "一人或", "一人或数人"]) history = put(history, names(typed));
  history = put(history, { ...names("一人或数人"), cell: { at: "P1", steps: 2 } });
  history = put(history, { ...names("一人或数人"), cell: { at: "P1", steps: 3 } });
  expect(history.past).toHaveLength(3);
  history = undo(undo(history));
  expect(history.now).toEqual(names("一人或数人"));
  expect(undo(history).now).toEqual(names("一"));
  expect(redo(redo(undo(history))).now.cell.steps).toBe(2);
});

test("a new change ends what could be done again; nothing is left to take back at the beginning", () => {
  const begun = beginHistory(names("一"));
  const changed = put(undo(put(begun, names("二"))), names("三"));
  expect(redo(changed)).toBe(changed);
  expect(undo(undo(changed)).now).toEqual(names("一"));
  expect(undo(begun)).toBe(begun);
});
