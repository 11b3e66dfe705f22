import { useNavigate, useSearch } from "@tanstack/react-router";
import { useCallback, useMemo } from "react";
import { listSavedViews, type SavedViewShape } from "../../../../src/contract/inbox-routes.ts";
import { VIEWS } from "../../../../src/contract/ticket-list-routes.ts";
import { useRoute } from "../../../ui/api/use-route.ts";
import { useFirstView } from "../../../ui/base/first-view.ts";
import { usePersonSettings } from "../../../ui/base/person-settings.ts";
import { serverNow } from "../../../ui/time/now.ts";
import { readFilter, type ReadFilter } from "./filter/read-filter.ts";
import { writeFilter } from "./filter/write-filter.ts";
import { keptLook, keptView, lookOf, rememberPlace } from "./kept-look.ts";
import type { Grouping } from "./list/group-rows.ts";
import type { ListInput, Sort } from "./list/list-input.ts";
import { useKnown } from "./use-known.ts";

export type ViewName = (typeof VIEWS)[number];
export type InboxSearch = {
  view?: string | undefined;
  q?: string | undefined;
  sort?: Sort | undefined;
  group?: Grouping | undefined;
};

/** Where one is in the inbox: the address says it all, so that a link leads others to the same list. */
export type Place = {
  /** A view of the desk; null in a saved one. */
  view: ViewName | null;
  saved: SavedViewShape | null;
  q: string;
  sort: Sort;
  group: Grouping;
  read: ReadFilter;
  /** What the list asks for; null while names are still being read, or when the search answers. */
  input: ListInput | null;
  /** The saved view was changed by hand. */
  changed: boolean;
  /** A saved view that is not there any more. */
  missing: boolean;
  go: (to: InboxSearch) => void;
};

export function usePlace(): Place {
  const search = useSearch({ strict: false }) as InboxSearch;
  const name = search.view ?? keptView();
  const view = VIEWS.find((one) => one === name) ?? null;
  const savedViews = useSavedViews(view === null);
  const saved = savedViews.data?.items.find(({ id }) => id === name) ?? null;
  const look = lookOf(search, saved ?? keptLook(name));
  const { q, savedQ, read, settled } = useWords(search.q, saved);
  const base = view ?? saved?.filter.view ?? null;
  const input = useMemo<ListInput | null>(
    () => (settled && !read.searches && base ? inputOf(base, read, look.sort) : null),
    [settled, base, read, look.sort],
  );
  const changed = saved !== null && (q !== savedQ || look.sort !== saved.sort || look.group !== saved.group);
  const missing = !view && !saved && savedViews.isSuccess;
  return { view, saved, q, ...look, read, input, changed, missing, go: useGo(name) };
}

/** Those of the list come first, unless it is one of them. */
function useSavedViews(atOnce: boolean) {
  const firstView = useFirstView();
  return useRoute(listSavedViews, {}, { enabled: atOnce || firstView });
}

/** The words of the field, read as a filter; `settled` once the names they use are known. */
function useWords(given: string | undefined, saved: SavedViewShape | null) {
  const { known, ready } = useKnown({ atOnce: given !== undefined || saved !== null });
  const person = usePersonSettings();
  const savedQ = useMemo(() => (saved ? writeFilter(saved.filter, known, person) : ""), [saved, known, person]);
  const q = given ?? savedQ;
  const { timeZone } = person;
  // Days move on by themselves: the filter is read anew with each visit and each change of words.
  const read = useMemo(() => readFilter(q, known, { now: serverNow(), timeZone }), [q, known, timeZone]);
  return { q, savedQ, read, settled: ready || q === "" };
}

function useGo(name: string): Place["go"] {
  const navigate = useNavigate();
  return useCallback(
    (to: InboxSearch) => {
      rememberPlace(name, to);
      void navigate({ to: ".", search: (before: InboxSearch) => ({ ...before, ...to }), replace: !("view" in to) });
    },
    [navigate, name],
  );
}

function inputOf(view: ViewName, read: ReadFilter, sort: Sort): ListInput {
  const { view: narrowed, ...filter } = read.filter;
  return { view: narrowed && view === "all" ? narrowed : view, ...filter, sort };
}
