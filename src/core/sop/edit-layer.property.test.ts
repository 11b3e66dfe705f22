import fc from "fast-check";
import { expect, test } from "vitest";
import { putItem, takeItemAway, takeItemBack } from "./edit-layer.ts";
import { readLayer } from "./layer-text.ts";

type Item = Record<string, unknown>;
type Step = { do: "put"; id: string; item: Item } | { do: "back" | "away"; id: string };
type Model = { items: Map<string, Item>; away: string[] };

const id = fc.constantFrom("a", "b.c", "d-e", "f");
const text = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 30 }).filter((words) => words.isWellFormed() && !words.includes("\u0000")),
  fc.constantFrom(
    "yes",
    "null",
    "12",
    "1e3",
    "- x",
    "a: b",
    "# no",
    "'",
    '"',
    "",
    " x ",
    "多行\n文字\n",
    "~",
    "&a",
    "*a",
    "!!x",
  ),
);
const value: fc.Arbitrary<unknown> = fc.letrec((tie) => ({
  leaf: fc.oneof(text, fc.integer(), fc.boolean(), fc.constant(null)),
  value: fc.oneof(
    { depthSize: "small" },
    tie("leaf"),
    fc.array(tie("value"), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom("zh", "en", "when", "within"), tie("value"), { maxKeys: 3, noNullPrototype: true }),
  ),
})).value;
const item = fc.dictionary(fc.constantFrom("name", "within", "warn", "label", "source"), value, {
  maxKeys: 4,
  noNullPrototype: true,
}) as fc.Arbitrary<Item>;
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ do: fc.constant("put" as const), id, item }),
  fc.record({ do: fc.constant("back" as const), id }),
  fc.record({ do: fc.constant("away" as const), id }),
);

const START = "# what we do otherwise\ntags: # ours\n  - id: kept # for good\n    name: { zh: 留, en: Kept }\n";

test(
  "whatever is put, taken back and taken away: the words say exactly that, and what was typed besides stays",
  { timeout: 240_000 },
  () => {
    fc.assert(
      fc.property(fc.constantFrom("", START), fc.array(step, { maxLength: 8 }), (start, steps) => {
        const model: Model = { items: new Map(), away: [] };
        let layer: string = start;
        for (const one of steps) layer = carryOut(layer, model, one);
        const read = readLayer(layer);
        if (!read.ok) throw new Error(`${JSON.stringify(read.findings)}\n${layer}`);
        const { promises = [], without = {}, ...rest } = read.content as Record<string, unknown>;
        expect(new Map((promises as Item[]).map((each) => [each["id"], each]))).toEqual(model.items);
        expect((without as { promises?: string[] }).promises ?? []).toEqual(model.away);
        expect(rest).toEqual(start === "" ? {} : { tags: [{ id: "kept", name: { zh: "留", en: "Kept" } }] });
        if (start !== "")
          for (const words of ["# what we do otherwise", "# ours", "# for good"]) expect(layer).toContain(words);
      }),
      { numRuns: 500 },
    );
  },
);

function carryOut(layer: string, model: Model, one: Step): string {
  const place = { section: "promises", itemId: one.id };
  const { items, away } = model;
  if (one.do === "away") {
    items.delete(one.id);
    if (!away.includes(one.id)) away.push(one.id);
    return takeItemAway(layer, place);
  }
  const wasAway = away.includes(one.id);
  model.away = away.filter((each) => each !== one.id);
  if (one.do === "put") {
    items.set(one.id, { id: one.id, ...one.item });
    return putItem(layer, place, one.item);
  }
  const wasThere = items.delete(one.id);
  const text = takeItemBack(layer, place);
  expect(text === null).toBe(!wasAway && !wasThere);
  return text ?? layer;
}
