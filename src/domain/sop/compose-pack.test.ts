import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { composeById, composePack, type PackDocument } from "./index.ts";

const tag = (id: string, zh: string) => ({ id, name: { zh, en: id } });

describe("packs that compose", () => {
  it("let the extending pack's item win over the same id, in its place, and say so", () => {
    const base = { id: "base", tags: [tag("a", "甲"), tag("b", "乙")] };
    const own = { id: "own", extends: ["base"], tags: [tag("a", "新甲"), tag("c", "丙")] };
    const { pack, overrides, origins } = composePack([base], own);
    expect(pack).toEqual({
      id: "own",
      extends: ["base"],
      tags: [tag("a", "新甲"), tag("b", "乙"), tag("c", "丙")],
    });
    expect(overrides).toEqual([{ section: "tags", id: "a", from: "base", by: "own" }]);
    expect(origins.get("tags[b]")).toBe("base");
  });

  it("merge the priority matrix cell by cell and grow the category tree", () => {
    const base = {
      id: "base",
      priority: { cells: { one: { now: "P1", later: "P2" } }, negations: { zh: ["没"], en: ["no"] } },
      categories: [{ id: "fault", name: "x", children: [{ id: "fault.a", name: "a" }] }],
    };
    const own = {
      id: "own",
      priority: { cells: { one: { later: "P3" } } },
      categories: [{ id: "fault", children: [{ id: "fault.b", name: "b" }] }],
    };
    const { pack, overrides } = composePack([base], own);
    expect(pack["priority"]).toEqual({
      cells: { one: { now: "P1", later: "P3" } },
      negations: { zh: ["没"], en: ["no"] },
    });
    expect(pack["categories"]).toEqual([
      {
        id: "fault",
        name: "x",
        children: [
          { id: "fault.a", name: "a" },
          { id: "fault.b", name: "b" },
        ],
      },
    ]);
    expect(overrides).toEqual([{ section: "priority", id: "cells.one.later", from: "base", by: "own" }]);
  });

  it("keep an id that stands twice in one pack, for the checker to name", () => {
    const { pack, overrides } = composePack([], { id: "own", tags: [tag("a", "甲"), tag("a", "乙")] });
    expect(pack["tags"]).toHaveLength(2);
    expect(overrides).toEqual([]);
  });

  it("take a base that two packs share once, whatever way leads to it", () => {
    const packs = new Map<string, PackDocument>([
      ["common", { id: "common", tags: [tag("a", "甲")] }],
      ["left", { id: "left", extends: ["common"], tags: [tag("a", "左")] }],
      ["right", { id: "right", extends: ["common"], tags: [tag("r", "右")] }],
      ["all", { id: "all", extends: ["left", "right"] }],
    ]);
    const composed = composeById("all", packs);
    expect(composed.ok && composed.value.pack["tags"]).toEqual([tag("a", "左"), tag("r", "右")]);
    expect(composed.ok && composed.value.overrides).toEqual([{ section: "tags", id: "a", from: "common", by: "left" }]);
  });

  it("refuse a circle and a pack that is not there", () => {
    const packs = new Map<string, PackDocument>([
      ["a", { id: "a", extends: ["b"] }],
      ["b", { id: "b", extends: ["a"] }],
      ["c", { id: "c", extends: ["gone"] }],
    ]);
    expect(composeById("a", packs)).toEqual({
      ok: false,
      refusal: { code: "pack_extends_itself", params: { chain: "a → b → a" } },
    });
    expect(composeById("c", packs)).toEqual({
      ok: false,
      refusal: { code: "pack_unknown", params: { pack: "gone", wanted_by: "c" } },
    });
  });

  it("take away what a pack names, on whatever branch it stands, and say from whom and what was not there", () => {
    const base = {
      id: "base",
      tags: [tag("a", "甲"), tag("b", "乙")],
      priority: { keywords: [{ id: "crash" }, { id: "slow" }] },
      categories: [{ id: "fault", children: [{ id: "fault.a" }, { id: "fault.b" }] }],
    };
    const own = {
      id: "own",
      without: { tags: ["a", "gone"], "priority.keywords": ["slow"], categories: ["fault.b"] },
      tags: [tag("c", "丙")],
    };
    const { pack, removals, origins } = composePack([base], own);
    expect(pack).toEqual({
      id: "own",
      without: own.without,
      tags: [tag("b", "乙"), tag("c", "丙")],
      priority: { keywords: [{ id: "crash" }] },
      categories: [{ id: "fault", children: [{ id: "fault.a" }] }],
    });
    expect(removals.map(({ section, id, from, by }) => [section, id, from, by])).toEqual([
      ["tags", "a", "base", "own"],
      ["tags", "gone", null, "own"],
      ["priority.keywords", "slow", "base", "own"],
      ["categories", "fault.b", "base", "own"],
    ]);
    expect(origins.has("tags[a]")).toBe(false);
  });

  it("take back what a base took away, when a later pack says it again", () => {
    const packs = new Map<string, PackDocument>([
      ["base", { id: "base", tags: [tag("a", "甲")] }],
      ["less", { id: "less", extends: ["base"], without: { tags: ["a"] } }],
      ["more", { id: "more", extends: ["less"], tags: [tag("a", "又")] }],
    ]);
    const composed = composeById("more", packs);
    expect(composed.ok && composed.value.pack["tags"]).toEqual([tag("a", "又")]);
    expect(composed.ok && composed.value.pack["without"]).toBeUndefined();
  });

  it("put a route of the pack's own before those of its base: the first that holds is taken", () => {
    const base = { id: "base", routes: [{ id: "rest" }] };
    const own = { id: "own", routes: [{ id: "vip" }, { id: "rest", to: "own" }] };
    expect(composePack([base], own).pack["routes"]).toEqual([{ id: "vip" }, { id: "rest", to: "own" }]);
  });

  it("lose no id, invent none, and name every id that two define", () => {
    const ids = fc.uniqueArray(fc.constantFrom<string[]>("a", "b", "c", "d", "e"), { maxLength: 5 });
    fc.assert(
      fc.property(fc.array(ids, { minLength: 1, maxLength: 4 }), (given) => {
        const documents = given.map((own, index) => ({ id: `p${index}`, tags: own.map((id) => tag(id, `p${index}`)) }));
        const { pack, overrides } = composePack(documents.slice(0, -1), documents.at(-1) as PackDocument);
        const merged = pack["tags"] as { id: string; name: { zh: string } }[];
        expect(merged.map(({ id }) => id).toSorted()).toEqual([...new Set(given.flat())].toSorted());
        for (const { id, name } of merged) expect(name.zh).toBe(`p${given.findLastIndex((own) => own.includes(id))}`);
        expect(overrides).toHaveLength(given.flat().length - merged.length);
      }),
    );
  });
});
