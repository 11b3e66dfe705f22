import { FIRST_HOLDS } from "./first-holds.ts";
import { accepted, refused, type Result } from "../result.ts";

/** A pack as it stands in its files, before the schema has read it. */
export type PackDocument = Readonly<Record<string, unknown>>;

/** An item that two packs define: `by` wins over `from`. */
export type Override = { section: string; id: string; from: string; by: string };

/** What a pack takes away by `without`: `from` null where nothing of that id was there. */
export type Removal = { section: string; id: string; from: string | null; by: string };

export type ComposedPack = {
  pack: PackDocument;
  overrides: readonly Override[];
  removals: readonly Removal[];
  /** Which pack an item comes from, by its place: `promises[c.confirmation]`. */
  origins: ReadonlyMap<string, string>;
};

/** Of each pack its own: never taken over from a base. */
const OWN_SECTIONS = new Set(["id", "version", "name", "extends", "without"]);

/**
 * The packs put together, each over those before it: items of a list by their id, the priority matrix cell by cell,
 * categories with their children. What one defines again replaces what stood there, and `overrides` says so; what one names
 * in `without` is taken out of those before it, and `removals` says so.
 * The last is the pack itself; id, version and name are its own.
 */
export function composePack(bases: readonly PackDocument[], pack: PackDocument): ComposedPack {
  const writing: Writing = { by: "", origins: new Map(), overrides: [], removals: [] };
  let composed: Record<string, unknown> = {};
  for (const document of [...bases, pack]) {
    writing.by = idOf(document) ?? "?";
    const before = takeAway(composed, document["without"], writing);
    composed = { ...document };
    for (const [section, value] of Object.entries(before)) if (!OWN_SECTIONS.has(section)) composed[section] = value;
    for (const [section, value] of Object.entries(document))
      if (!OWN_SECTIONS.has(section)) composed[section] = mergeValue(before[section], value, [section], writing);
  }
  const { overrides, removals, origins } = writing;
  return { pack: composed, overrides, removals, origins };
}

/**
 * The pack with all that it extends, each pack once and after what it extends itself.
 * Refuses `pack_unknown` and, for packs that extend each other in a circle, `pack_extends_itself`.
 */
export function composeById(id: string, packs: ReadonlyMap<string, PackDocument>): Result<ComposedPack> {
  const order = orderOf(id, packs, { done: [], path: [] });
  if (!order.ok) return order;
  const [last, ...bases] = order.value.toReversed().map((known) => packs.get(known) as PackDocument);
  return accepted(composePack(bases.toReversed(), last as PackDocument));
}

type Walk = { done: readonly string[]; path: readonly string[] };

function orderOf(id: string, packs: ReadonlyMap<string, PackDocument>, { done, path }: Walk): Result<string[]> {
  if (path.includes(id))
    return refused("pack_extends_itself", { chain: [...path.slice(path.indexOf(id)), id].join(" → ") });
  const pack = packs.get(id);
  if (!pack) return refused("pack_unknown", { pack: id, wanted_by: path.at(-1) ?? id });
  let order = [...done];
  for (const base of basesOf(pack)) {
    if (order.includes(base)) continue;
    const below = orderOf(base, packs, { done: order, path: [...path, id] });
    if (!below.ok) return below;
    order = below.value;
  }
  return accepted([...order, id]);
}

function basesOf({ extends: bases }: PackDocument): string[] {
  return Array.isArray(bases) ? bases.filter((base) => typeof base === "string") : [];
}

type Writing = { by: string; origins: Map<string, string>; overrides: Override[]; removals: Removal[] };

/** The document without the items that the next pack names by their section and id. */
function takeAway(document: Record<string, unknown>, without: unknown, writing: Writing): Record<string, unknown> {
  if (!isMapping(without)) return document;
  let left = document;
  for (const [section, ids] of Object.entries(without)) {
    for (const id of listOf(ids).filter((each) => typeof each === "string")) {
      const place = `${section}[${id}]`;
      const before = left;
      left = withoutItem(left, section.split("."), id) as Record<string, unknown>;
      const from = left === before ? null : (writing.origins.get(place) ?? null);
      writing.removals.push({ section, id, from, by: writing.by });
      writing.origins.delete(place);
    }
  }
  return left;
}

/** The same value where nothing of that id is in it; a category is found on whatever branch it stands. */
function withoutItem(value: unknown, path: readonly string[], id: string): unknown {
  const [key, ...rest] = path;
  if (key !== undefined) {
    if (!isMapping(value) || !(key in value)) return value;
    const below = withoutItem(value[key], rest, id);
    return below === value[key] ? value : { ...value, [key]: below };
  }
  if (!Array.isArray(value)) return value;
  const kept = value.filter((item) => idOf(item) !== id);
  if (kept.length < value.length) return kept;
  const pruned = value.map((item) => (isMapping(item) ? withoutItem(item, ["children"], id) : item));
  return pruned.some((item, at) => item !== value[at]) ? pruned : value;
}

function mergeValue(base: unknown, own: unknown, path: readonly string[], writing: Writing): unknown {
  if (isItems(own)) return mergeItems(Array.isArray(base) ? base : [], own, path.join("."), writing);
  if (isMapping(own) && !isText(own)) {
    const below = isMapping(base) ? base : {};
    const merged: Record<string, unknown> = { ...below };
    for (const [key, value] of Object.entries(own))
      merged[key] = mergeValue(below[key], value, [...path, key], writing);
    return merged;
  }
  const [section = "", ...rest] = path;
  claim({ section, id: rest.join(".") }, writing);
  return own;
}

/** Two of the same id in one pack both stay: that is a fault for the checker to name, no override. */
function mergeItems(base: readonly unknown[], own: readonly unknown[], section: string, writing: Writing): unknown[] {
  const merged = [...base];
  const added: unknown[] = [];
  for (const item of own) {
    const id = idOf(item);
    const at = id === null ? -1 : base.findIndex((known) => idOf(known) === id);
    const written = mergeItem(at < 0 ? null : base[at], item, section, writing);
    if (at < 0) added.push(written);
    else merged[at] = written;
  }
  // The first that holds is taken: what a pack adds stands before what it extends.
  return FIRST_HOLDS.has(section) ? [...added, ...merged] : [...merged, ...added];
}

/** A category that only names its id and children grows the tree and leaves the words of the base. */
function mergeItem(base: unknown, own: unknown, section: string, writing: Writing): unknown {
  const id = idOf(own);
  if (id === null || !isMapping(own)) return own;
  const growsOnly = isMapping(base) && Object.keys(own).every((key) => key === "id" || key === "children");
  if (!growsOnly) claim({ section, id }, writing);
  const children = isMapping(base) ? base["children"] : undefined;
  if (!Array.isArray(own["children"]) && !Array.isArray(children)) return own;
  return {
    ...(growsOnly ? base : {}),
    ...own,
    children: mergeItems(listOf(children), listOf(own["children"]), section, writing),
  };
}

function claim({ section, id }: { section: string; id: string }, { by, origins, overrides }: Writing): void {
  const place = `${section}[${id}]`;
  const from = origins.get(place);
  if (from !== undefined && from !== by) overrides.push({ section, id, from, by });
  origins.set(place, by);
}

export const isMapping = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Both languages of one sentence, or of one list of words, are replaced together. */
const isText = (value: Record<string, unknown>) => Object.keys(value).every((key) => key === "zh" || key === "en");

const isItems = (value: unknown): value is unknown[] => Array.isArray(value) && value.every(isMapping);

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

const idOf = (item: unknown): string | null => {
  const id = isMapping(item) ? item["id"] : null;
  return typeof id === "string" ? id : null;
};
