import type { When } from "../../clocks/index.ts";
import { allCategories } from "../category.ts";
import type { Pack } from "../pack.ts";

/** One category for each set of the named ones that it lies in, and none at all: more than that no condition tells apart. */
export function categoriesApart(pack: Pack, named: readonly When[]): (string | null)[] {
  const wanted = [...new Set(named.flatMap(({ category }) => category ?? []))];
  const apart = new Map<string, string | null>([["", null]]);
  for (const { id } of allCategories(pack.categories)) {
    const within = wanted.filter((ancestor) => id === ancestor || id.startsWith(`${ancestor}.`)).join(" ");
    if (!apart.has(within)) apart.set(within, id);
  }
  return [...apart.values()];
}
