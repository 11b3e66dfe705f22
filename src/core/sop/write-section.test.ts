import { expect, test } from "vitest";
import { composePack } from "../../domain/sop/index.ts";
import { readLayer } from "./layer-text.ts";
import { layerFor } from "./write-section.ts";

const text = (zh: string, en: string) => ({ zh, en });
const SHIPPED = {
  impacts: [
    { id: "all", label: text("全部", "all") },
    { id: "one", label: text("一人", "one") },
  ],
  cells: { all: { now: "P0", later: "P2" }, one: { now: "P2", later: "P3" } },
  tiers: { strategic: { steps: 1, raised_to: "P1", label: text("上调", "up") } },
  keywords: [{ id: "crash", label: text("崩溃", "crash"), zh: ["崩溃"], en: ["crash"], at_least: "P0" }],
  negations: { zh: ["没"], en: ["no"] },
};
type Priority = typeof SHIPPED;

const over = (layer: string) => {
  const read = readLayer(layer);
  if (!read.ok) throw new Error(layer);
  return composePack([{ id: "base", priority: SHIPPED }], { ...read.content, id: "desk" }).pack["priority"];
};
const write = (layer: string, wanted: Priority) => layerFor(layer, "priority", { wanted, shipped: SHIPPED });
const changed = (change: (wanted: Priority) => void): Priority => {
  const wanted = structuredClone(SHIPPED);
  change(wanted);
  return wanted;
};

test("the layer says one cell when one cell differs, and nothing when it is as it ships again", () => {
  const wanted = changed(({ cells }) => void (cells.one.now = "P1"));
  const layer = write("", wanted);
  expect(layer).toBe("priority:\n  cells:\n    one:\n      now: P1\n");
  expect(over(layer)).toEqual(wanted);
  expect(write(layer, SHIPPED)).toBe("");
});

test("what was typed besides stays: comments, other sections, and what says so already", () => {
  const typed = "# ours\npriority:\n  cells:\n    one: { now: P1 } # asked for by sales\ntags: [] # none\n";
  const layer = write(
    typed,
    changed(({ cells }) => void Object.assign(cells, { one: { now: "P1", later: "P2" } })),
  );
  expect(layer).toBe(
    "# ours\npriority:\n  cells:\n    one: { now: P1, later: P2 } # asked for by sales\ntags: [] # none\n",
  );
});

test("items are added, changed, taken away and given back; words of both languages go together", () => {
  const wanted = changed((priority) => {
    priority.impacts = [...priority.impacts.slice(1), { id: "few", label: text("少数", "a few") }];
    priority.keywords[0]?.zh.push("宕机");
    priority.negations.zh = ["没", "未"];
    priority.tiers.strategic.steps = 2;
  });
  const layer = write("", wanted);
  expect(over(layer)).toEqual(wanted);
  expect(layer).toContain("without:\n  priority.impacts:\n    - all\n");
  expect(layer).toContain("zh: [ 崩溃, 宕机 ]");
  expect(write(layer, wanted)).toBe(layer);
  expect(over(write(layer, SHIPPED))).toEqual(SHIPPED);
  expect(write(layer, SHIPPED)).toBe("");
});

test("new rows stand before what ships where the first that holds is taken, in the order that was asked for", () => {
  const handler = (id: string) => ({ id, to: { team: "desk" }, source: "约定" });
  const shipped = { types: [], handlers: [handler("rest")] };
  const wanted = { types: [], handlers: [handler("second"), handler("first"), handler("rest")] };
  const before = layerFor("", "complaints", {
    wanted: { types: [], handlers: [handler("first"), handler("rest")] },
    shipped,
  });
  const read = readLayer(layerFor(before, "complaints", { wanted, shipped }));
  if (!read.ok) throw new Error("unreadable");
  expect(
    composePack([{ id: "base", complaints: shipped }], { ...read.content, id: "desk" }).pack["complaints"],
  ).toEqual(wanted);
});

test("what is no item, and words that are no YAML, are refused", () => {
  const wanted = { ...SHIPPED, impacts: [{ label: text("无", "none") }] };
  expect(() => layerFor("", "priority", { wanted, shipped: SHIPPED })).toThrow("invalid_input");
  expect(() => layerFor("priority: [", "priority", { wanted: SHIPPED, shipped: SHIPPED })).toThrow("layer_unreadable");
  const evil = JSON.parse('{"cells":{"__proto__":{"now":"P0"}}}') as object;
  expect(() => layerFor("", "priority", { wanted: evil, shipped: SHIPPED })).toThrow("invalid_input");
});
