import { isDeepStrictEqual } from "node:util";
import { CodedError } from "../../contract/coded-error.ts";
import { dropValue, putInOrder, putItem, putValue, takeItemAway, takeItemBack } from "./edit-layer.ts";
import { readLayer } from "./layer-text.ts";
import { shippedLibrary } from "./shipped-library.ts";

type Mapping = Readonly<Record<string, unknown>>;
type Item = Mapping & { id: string };
type Edit = (text: string) => string;

/** What shall stand at a path, what ships there, and what the layer says of it by now. */
type Part = { path: readonly string[]; wanted: unknown; shipped: unknown; own: unknown };

/**
 * The layer with which a section that is one whole (`priority`, `complaints`) comes to what is wanted: what ships is not said
 * again, what ships and is not wanted is taken away, and all that says so already stays as it was typed.
 * @throws CodedError `layer_unreadable`, `invalid_input`
 */
export async function writeSection(text: string, section: string, wanted: Mapping): Promise<string> {
  const { standard } = await shippedLibrary();
  return layerFor(text, section, { wanted, shipped: standard.pack[section] });
}

export function layerFor(text: string, section: string, { wanted, shipped }: Pick<Part, "wanted" | "shipped">): string {
  const layer = readLayer(text);
  if (!layer.ok) throw new CodedError("layer_unreadable", { problem: layer.findings[0]?.says.en ?? "" });
  const away = mappingOf(layer.content["without"]);
  const edits = editsOf({ path: [section], wanted, shipped, own: layer.content[section] }, away);
  return edits.reduce((words, edit) => edit(words), text);
}

function editsOf(part: Part, away: Mapping): Edit[] {
  const { path, wanted, shipped, own } = part;
  if (Array.isArray(wanted)) return itemEdits(part, away);
  if (isMapping(wanted) && !isText(wanted)) {
    const keys = new Set([...Object.keys(wanted), ...Object.keys(mappingOf(own))]);
    return [...keys].flatMap((key) => {
      const [below, base, mine] = [wanted, shipped, own].map((one) => mappingOf(one)[key]);
      return editsOf({ path: [...path, key], wanted: below, shipped: base, own: mine }, away);
    });
  }
  if (isDeepStrictEqual(wanted, own)) return [];
  const saysNothing = wanted === undefined || isDeepStrictEqual(wanted, shipped);
  if (saysNothing) return own === undefined ? [] : [(text) => dropValue(text, path)];
  return [(text) => putValue(text, path, wanted)];
}

function itemEdits({ path, wanted, shipped, own }: Part, away: Mapping): Edit[] {
  const section = path.join(".");
  const [items, base, mine] = [wanted, shipped, own].map(itemsOf) as [Item[], Item[], Item[]];
  if (items.length < (wanted as unknown[]).length) throw new CodedError("invalid_input", { issues: section });
  const taken = new Set(Array.isArray(away[section]) ? (away[section] as unknown[]) : []);
  const find = (list: readonly Item[], id: string) => list.find((one) => one.id === id);
  const gone = [...base, ...mine].filter(
    ({ id }, at, all) => !find(items, id) && all.findIndex((one) => one.id === id) === at,
  );
  const removed = gone.flatMap(({ id }): Edit[] => {
    const place = { section, itemId: id };
    if (!find(base, id)) return [(text) => takeItemBack(text, place) ?? text];
    return taken.has(id) && !find(mine, id) ? [] : [(text) => takeItemAway(text, place)];
  });
  const written = items.flatMap((item): Edit[] => {
    const place = { section, itemId: item.id };
    const before = find(mine, item.id);
    if (isDeepStrictEqual(find(base, item.id), item))
      return before || taken.has(item.id) ? [(text) => takeItemBack(text, place) ?? text] : [];
    return isDeepStrictEqual(before, item) ? [] : [(text) => putItem(text, place, item)];
  });
  const ids = items.map(({ id }) => id);
  const isSorted = mine.every(({ id }, at) => at === 0 || ids.indexOf(mine[at - 1]?.id ?? "") <= ids.indexOf(id));
  const added = items.some(({ id }) => !find(base, id) && !find(mine, id));
  return [...removed, ...written, ...(isSorted && !added ? [] : [(text: string) => putInOrder(text, section, ids)])];
}

const isMapping = (value: unknown): value is Mapping =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const mappingOf = (value: unknown): Mapping => (isMapping(value) ? value : {});

/** Both languages of one sentence, or of one list of words, are written together. */
const isText = (value: Mapping) => Object.keys(value).every((key) => key === "zh" || key === "en");

const itemsOf = (value: unknown): Item[] =>
  Array.isArray(value) ? value.filter((one): one is Item => isMapping(one) && typeof one["id"] === "string") : [];
