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

export function useNamesOf(detail: VersionDetail): Names {
  return useMemo(() => {
    const { document } = detail;
    const named = sectionsOf(document).flatMap((section) =>
      itemsOf(document, section).flatMap((item) => {
        const name = nameOf(item);
        return name ? [[item.id, name] as const] : [];
      }),
    );
    const pack = packOf(detail);
    const promises = pack?.promises.map((line) => [line.id, promiseName(pack, line)] as const) ?? [];
    return new Map([...named, ...promises]);
  }, [detail]);
}
