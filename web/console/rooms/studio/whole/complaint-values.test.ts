import { expect, test } from "vitest";
import { handledRows, matrixOf, oneOrMore, withHandler, withNamed, withRow } from "./complaint-values.ts";

const label = { zh: "一", en: "one" };
const VALUES = {
  types: [{ id: "fault", label }],
  responsibilities: [{ id: "rnd", label }],
  handlers: [{ id: "h.high", urgency: "high", to: { team: "engineering", level: "L3" }, source: "D" }],
};
const teams = (values: object) =>
  handledRows(matrixOf(values as typeof VALUES)).map(({ cells }) =>
    cells.map(({ handled }) => handled.map(({ urgency, team }) => `${urgency}: ${team}`)),
  );

test("every cell says who handles it by the first that fits, and where there is a hole (REQ: TR-02)", () => {
  expect(teams(VALUES)).toEqual([[["high: engineering", "medium: ", "low: "]]]);
  const hole = { type: "fault", urgency: "high", responsibility: "rnd" };
  const added = withHandler(VALUES, hole);
  const filled = withRow(added, "handlers", "handler-2", { ...hole, to: { team: "rnd" }, source: "约定" });
  expect(teams(filled)).toEqual([[["high: rnd", "medium: ", "low: "]]]);
  expect(teams(withRow(filled, "handlers", "handler-2", null))).toEqual(teams(VALUES));
});

test("a new type is a row of its own; what is left out of a row goes from it", () => {
  expect(handledRows(matrixOf(withNamed(VALUES, "types"))).map(({ type }) => type.id)).toEqual(["fault", "type-2"]);
  const wider = withRow(VALUES, "handlers", "h.high", { urgency: undefined, to: { team: "engineering" }, source: "D" });
  expect(wider["handlers"]).toEqual([{ id: "h.high", to: { team: "engineering" }, source: "D" }]);
  expect([oneOrMore(["high"]), oneOrMore(["high", "low"]), oneOrMore(undefined)]).toEqual([
    "high",
    ["high", "low"],
    undefined,
  ]);
});
