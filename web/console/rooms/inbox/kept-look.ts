import { keep, readKept } from "../../../ui/base/kept-value.ts";
import { SORT_OF_GROUPING, type Grouping } from "./list/group-rows.ts";
import type { Sort } from "./list/list-input.ts";

export type Look = { sort: Sort; group: Grouping };

const VIEW_KEY = "bihuan.inbox.view";
const lookKey = (view: string) => `bihuan.inbox.look.${view}`;
const BY_DUE: readonly string[] = ["mine", "team", "at_risk", "breached"];

const firstLook = (view: string): Look => ({ sort: BY_DUE.includes(view) ? "due" : "recent", group: "none" });

/** The view that was looked at last. */
export const keptView = (): string => readKept<string>(VIEW_KEY, "mine");

/** Order and grouping that a view was left in. */
export const keptLook = (view: string): Look => readKept<Look>(lookKey(view), firstLook(view));

/** The address overrides what is remembered; a grouping brings its order. */
export function lookOf(search: { sort?: Sort | undefined; group?: Grouping | undefined }, kept: Look): Look {
  const group = search.group ?? kept.group;
  return { group, sort: SORT_OF_GROUPING[group] ?? search.sort ?? kept.sort };
}

/** The view comes back with the next visit, each view with its order and grouping. */
export function rememberPlace(
  name: string,
  to: { view?: string | undefined; sort?: Sort | undefined; group?: Grouping | undefined },
): void {
  const { view, sort, group } = to;
  if (view) keep(VIEW_KEY, view);
  if (view || (!sort && !group)) return;
  const before = keptLook(name);
  keep(lookKey(name), { sort: sort ?? before.sort, group: group ?? before.group });
}
