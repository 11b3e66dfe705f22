import { isMap, isScalar, isSeq, type Document, type Pair } from "yaml";

type Found = { value: unknown; offset: number };

/**
 * Where a place such as `promises[c.p1].within` begins in a YAML document, as far as the document knows it: `depth` says how
 * many steps were found. An item of a list is found by its id, a category in whatever branch it is, or by its number.
 */
export function placeIn(document: Document, place: string): { offset: number; depth: number } | null {
  const steps = [...place.matchAll(/\[([^\]]+)\]|[^.[\]]+/g)].map(([word, id]) => ({ word, id: id ?? null }));
  let here: unknown = document.contents;
  let offset: number | null = null;
  let depth = 0;
  for (const { word, id } of steps) {
    const next = id === null ? childOf(document, here, word) : itemOf(document, here, id);
    if (!next) break;
    here = next.value;
    offset = next.offset;
    depth++;
  }
  return offset === null ? null : { offset, depth };
}

const offsetOf = (node: unknown): number =>
  typeof node === "object" && node !== null && "range" in node && Array.isArray(node.range) ? Number(node.range[0]) : 0;

function childOf(document: Document, node: unknown, key: string): Found | null {
  const mapping = resolved(document, node);
  if (!isMap(mapping)) return null;
  const pair = (mapping.items as Pair[]).find(({ key: known }) => isScalar(known) && String(known.value) === key);
  return pair ? { value: pair.value, offset: offsetOf(pair.key) } : null;
}

function itemOf(document: Document, node: unknown, id: string): Found | null {
  const list = resolved(document, node);
  if (!isSeq(list)) return null;
  const below = list.items.flatMap((item) => {
    const own = childOf(document, item, "id")?.value;
    if (isScalar(own) && own.value === id) return [{ value: item, offset: offsetOf(item) }];
    const found = itemOf(document, childOf(document, item, "children")?.value, id);
    return found ? [found] : [];
  });
  const numbered = /^\d+$/.test(id) ? list.items[Number(id)] : undefined;
  return below[0] ?? (numbered === undefined ? null : { value: numbered, offset: offsetOf(numbered) });
}

const resolved = (document: Document, node: unknown): unknown =>
  typeof node === "object" && node !== null && "resolve" in node && typeof node.resolve === "function"
    ? node.resolve(document)
    : node;
