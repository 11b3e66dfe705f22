import { isDeepStrictEqual } from "node:util";
import {
  isMap,
  isScalar,
  isSeq,
  visit,
  YAMLMap,
  YAMLSeq,
  type Document,
  type Node,
  type Pair,
  type Scalar,
} from "yaml";
import { CodedError } from "../../contract/coded-error.ts";
import { readLayer } from "./layer-text.ts";

type Item = Readonly<Record<string, unknown>>;
type Place = { section: string; itemId: string };

const SECTION = /^[a-z][a-z_]*(\.[a-z][a-z_]*)?$/;
const ID = /^[a-z0-9][a-z0-9._-]*$/i;
const KEY = /^(?!constructor$|prototype$)[a-z0-9][a-z0-9._-]*$/;

/**
 * The layer with one item written into a section, in the words of the pack format. Everything else stays as it was typed, and so
 * do the item's own words and comments where they say the same. An item that was taken away is there again.
 * @throws CodedError `layer_unreadable`, `invalid_input`
 */
export function putItem(text: string, place: Place, item: Item): string {
  const document = editable(text);
  const { section, itemId } = checked(place);
  const wanted = { id: itemId, ...item };
  if (wanted.id !== itemId) throw new CodedError("invalid_input", { issues: "item.id" });
  forgetTakenAway(document, { section, itemId });
  const list = section === "categories" ? categoryList(document, itemId) : listAt(document, section.split("."));
  const known = list.items.find((node) => idOf(node) === itemId);
  if (isMap(known)) writeMapping(document, known as YAMLMap, wanted);
  else list.add(newNode(document, wanted));
  return textOf(document);
}

/**
 * The layer without the desk's own item: what ships stands again, also where it had been taken away.
 * @returns null when the layer says nothing of it
 */
export function takeItemBack(text: string, place: Place): string | null {
  const document = editable(text);
  const { section, itemId } = checked(place);
  const wasAway = forgetTakenAway(document, { section, itemId });
  const wasThere = removeFrom(document, section.split("."), itemId);
  return wasAway || wasThere ? textOf(document) : null;
}

/** The layer in which what ships of this id is taken away (`without:`), and the desk's own item with it. */
export function takeItemAway(text: string, place: Place): string {
  const document = editable(text);
  const { section, itemId } = checked(place);
  removeFrom(document, section.split("."), itemId);
  const ids = listAt(document, ["without", section]);
  if (!ids.items.some((node) => isScalar(node) && node.value === itemId)) ids.add(document.createNode(itemId));
  return textOf(document);
}

/**
 * The layer with one value set at a path of keys: `priority`, `cells`, `one-user`, `normal`.
 * @throws CodedError `layer_unreadable`, `invalid_input`
 */
export function putValue(text: string, path: readonly string[], value: unknown): string {
  const document = editable(text);
  const key = path.at(-1);
  if (key === undefined || !path.every((one) => KEY.test(one)))
    throw new CodedError("invalid_input", { issues: path.join(".") });
  const parent = mappingAt(document, path.slice(0, -1));
  writeMapping(document, parent, { ...(parent.toJS(document) as Item), [key]: value });
  return textOf(document);
}

/** The layer without the desk's own value at a path; mappings that are left empty go as well. */
export function dropValue(text: string, path: readonly string[]): string {
  const document = editable(text);
  document.deleteIn(path);
  for (let depth = path.length - 1; depth > 0; depth--) {
    const left: unknown = document.getIn(path.slice(0, depth), true);
    if (isMap(left) && left.items.length === 0) document.deleteIn(path.slice(0, depth));
  }
  return textOf(document);
}

/** The layer with the items of a list in the order of these ids. */
export function putInOrder(text: string, section: string, ids: readonly string[]): string {
  const document = editable(text);
  const list: unknown = document.getIn(section.split("."), true);
  if (!isSeq(list)) return text;
  list.items = list.items.toSorted((a, b) => ids.indexOf(String(idOf(a))) - ids.indexOf(String(idOf(b))));
  return textOf(document);
}

function editable(text: string): Document {
  const layer = readLayer(text);
  if (!layer.ok) throw new CodedError("layer_unreadable", { problem: layer.findings[0]?.says.en ?? "" });
  if (!isMap(layer.document.contents)) layer.document.contents = new YAMLMap(layer.document.schema);
  return layer.document;
}

function checked(place: Place): Place {
  if (!SECTION.test(place.section)) throw new CodedError("invalid_input", { issues: "section" });
  if (!ID.test(place.itemId)) throw new CodedError("invalid_input", { issues: "itemId" });
  return place;
}

/** No folding of long lines: what was typed in one line stays in one. */
const textOf = (document: Document): string => {
  const isEmpty = isMap(document.contents) && document.contents.items.length === 0 && !document.commentBefore;
  return isEmpty ? "" : document.toString({ lineWidth: 0, flowCollectionPadding: true });
};

/** The list at a path of section names, made where it is missing. */
function listAt(document: Document, path: readonly string[]): YAMLSeq {
  const found: unknown = document.getIn(path, true);
  if (isSeq(found)) {
    if (found.items.length === 0) found.flow = false;
    return found;
  }
  if (found !== undefined && !(isScalar(found) && found.value === null))
    throw new CodedError("layer_unreadable", { problem: `${path.join(".")} is no list` });
  const parent: unknown = path.length > 1 ? document.getIn(path.slice(0, -1), true) : document.contents;
  if (parent !== undefined && !isMap(parent)) document.setIn(path.slice(0, -1), new YAMLMap(document.schema));
  const list = new YAMLSeq(document.schema);
  document.setIn(path, list);
  return list;
}

/** The mapping at a path of keys, made where it is missing. */
function mappingAt(document: Document, path: readonly string[]): YAMLMap {
  let at = document.contents as YAMLMap;
  for (const key of path) {
    const below: unknown = at.get(key, true);
    const next = isMap(below) ? (below as YAMLMap) : new YAMLMap(document.schema);
    if (!isMap(below)) at.set(key, next);
    at = next;
  }
  return at;
}

/** The list in which a category stands: below the parents that its path names, which grow the tree and say nothing else. */
function categoryList(document: Document, itemId: string): YAMLSeq {
  const steps = itemId.split(".");
  let list = listAt(document, ["categories"]);
  for (let depth = 1; depth < steps.length; depth++) {
    const parentId = steps.slice(0, depth).join(".");
    const known = list.items.find((node) => idOf(node) === parentId);
    const parent = isMap(known) ? (known as YAMLMap) : (newNode(document, { id: parentId }) as YAMLMap);
    if (!isMap(known)) list.add(parent);
    const below: unknown = parent.get("children", true);
    const children = isSeq(below) ? below : new YAMLSeq(document.schema);
    if (!isSeq(below)) parent.set("children", children);
    list = children;
  }
  return list;
}

const idOf = (node: unknown): unknown => (isMap(node) ? node.get("id") : undefined);

/** Takes an item out of a list, or out of whatever branch of a tree; what is left empty goes as well. */
function removeFrom(document: Document, path: readonly string[], itemId: string): boolean {
  const list: unknown = document.getIn(path, true);
  if (!isSeq(list) || !removeBelow(list as YAMLSeq, itemId)) return false;
  if (list.items.length === 0) document.deleteIn(path);
  const parent: unknown = path.length > 1 ? document.getIn(path.slice(0, -1), true) : null;
  if (isMap(parent) && parent.items.length === 0) document.deleteIn(path.slice(0, -1));
  return true;
}

function removeBelow(list: YAMLSeq, itemId: string): boolean {
  const at = list.items.findIndex((node) => idOf(node) === itemId);
  if (at >= 0) return list.delete(at);
  for (const [index, node] of list.items.entries()) {
    const children: unknown = isMap(node) ? node.get("children", true) : null;
    if (!isMap(node) || !isSeq(children) || !removeBelow(children as YAMLSeq, itemId)) continue;
    if (children.items.length === 0) node.delete("children");
    // A parent that only grew the tree towards it says nothing any more.
    if (node.items.length === 1 && node.has("id")) list.delete(index);
    return true;
  }
  return false;
}

function forgetTakenAway(document: Document, { section, itemId }: Place): boolean {
  const path = ["without", section];
  const ids: unknown = document.getIn(path, true);
  if (!isSeq(ids)) return false;
  const at = ids.items.findIndex((node) => isScalar(node) && node.value === itemId);
  if (at < 0) return false;
  ids.delete(at);
  if (ids.items.length === 0) document.deleteIn(path);
  const without: unknown = document.get("without", true);
  if (isMap(without) && without.items.length === 0) document.delete("without");
  return true;
}

/** Brings a mapping to what is wanted and leaves alone, with its comments, all that says so already. */
function writeMapping(document: Document, mapping: YAMLMap, wanted: Item): void {
  for (const key of keysOf(mapping)) if (!Object.hasOwn(wanted, key)) mapping.delete(key);
  for (const [key, value] of Object.entries(wanted)) {
    const node = mapping.get(key, true) as unknown as Node | undefined;
    if (node && isDeepStrictEqual(node.toJS(document), value)) continue;
    if (isScalar(node) && isPlain(value)) (node as Scalar).value = value;
    else if (isMap(node) && isItem(value)) writeMapping(document, node as YAMLMap, value);
    else replace(document, mapping, key, value);
  }
}

function replace(document: Document, mapping: YAMLMap, key: string, value: unknown): void {
  const made = newNode(document, value);
  const before = mapping.get(key, true) as unknown as Node | undefined;
  if (before?.commentBefore) made.commentBefore = before.commentBefore;
  if (before?.comment) made.comment = before.comment;
  mapping.set(key, made);
}

const keysOf = (mapping: YAMLMap): string[] =>
  (mapping.items as Pair[]).map(({ key }) => (isScalar(key) ? String(key.value) : String(key)));

const isPlain = (value: unknown) => typeof value !== "object" || value === null;

const isItem = (value: unknown): value is Item => typeof value === "object" && value !== null && !Array.isArray(value);

/** Both languages of a sentence stand in one line, as in the packs that ship. */
function newNode(document: Document, value: unknown): Node {
  const node = document.createNode(value) as Node;
  visit(node, {
    Map: (_key, mapping) => {
      if (keysOf(mapping as YAMLMap).every((key) => key === "zh" || key === "en") && mapping.items.length > 0)
        mapping.flow = true;
    },
    Seq: (_key, list) => {
      if (list.items.length > 0 && list.items.every(isScalar)) list.flow = true;
    },
  });
  return node;
}
