import type { VersionDetail } from "../../../../../src/contract/studio-routes.ts";
import type { Pack } from "../../../../../src/domain/sop/pack.ts";

/** An item of a section in the words of the pack format. */
export type Item = Readonly<Record<string, unknown>> & { id: string };

/** Where a layer's own words come from, as `origins` names them. */
export const DESK = "desk";

/** Of each pack its own, no part of the procedure. */
const HEAD = new Set(["id", "version", "name", "extends", "without"]);

/** The composed pack as the rules use it; null while it cannot be read. */
export const packOf = ({ pack }: VersionDetail): Pack | null => pack as Pack | null;

export const originOf = ({ origins }: VersionDetail, section: string, id: string): string | null =>
  origins[`${section}[${id}]`] ?? null;

const isItem = (value: unknown): value is Item =>
  typeof value === "object" && value !== null && typeof (value as { id?: unknown }).id === "string";

/** The items of a section in their order, children of categories after their parents; none when it is no list of items. */
export function itemsOf(document: VersionDetail["document"], section: string): Item[] {
  const value = partAt(document, section);
  return Array.isArray(value) ? value.filter(isItem).flatMap(withChildren) : [];
}

const withChildren = (item: Item): Item[] => [
  item,
  ...(Array.isArray(item["children"]) ? item["children"].filter(isItem).flatMap(withChildren) : []),
];

/** `priority.keywords` is a part of a part. */
function partAt(document: VersionDetail["document"], section: string): unknown {
  return section
    .split(".")
    .reduce<unknown>(
      (part, key) => (typeof part === "object" && part !== null ? (part as Record<string, unknown>)[key] : undefined),
      document,
    );
}

/** The sections of a document that hold something, in its order. */
export function sectionsOf(document: VersionDetail["document"]): string[] {
  return Object.entries(document ?? {})
    .filter(([key, value]) => !HEAD.has(key) && (Array.isArray(value) ? value.length > 0 : value !== null))
    .map(([key]) => key);
}
