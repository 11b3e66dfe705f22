import { createContext, useContext, useMemo } from "react";
import type { VersionDetail } from "../../../../../src/contract/studio-routes.ts";
import type { LocalText } from "../../../../../src/domain/local-text.ts";
import { promiseName } from "../../../../../src/domain/sop/words.ts";
import { nameOf } from "./item-text.ts";
import { itemsOf, packOf, sectionsOf } from "./version-detail.ts";

type Names = ReadonlyMap<string, LocalText>;

/** What the items that others name by id are called. */
export const ItemNamesContext = createContext<Names>(new Map());
export const useItemNames = (): Names => useContext(ItemNamesContext);

export const useNamesOf = (detail: VersionDetail): Names => useMemo(() => namesOf(detail), [detail]);

/** By id. A team and an on-call list may have one id: it is the team's, and the list's is `on_call:` before it. */
export function namesOf(detail: VersionDetail): Names {
  const { document } = detail;
  const namesIn = (section: string) =>
    itemsOf(document, section).flatMap((item) => {
      const name = nameOf(item);
      return name ? [[item.id, name] as const] : [];
    });
  const lists = namesIn("on_call");
  const others = sectionsOf(document).filter((section) => section !== "on_call");
  const pack = packOf(detail);
  const promises = pack?.promises.map((line) => [line.id, promiseName(pack, line)] as const) ?? [];
  return new Map([
    ...lists,
    ...lists.map(([id, name]) => [`on_call:${id}`, name] as const),
    ...others.flatMap(namesIn),
    ...promises,
  ]);
}
