import { useCallback, useMemo, useRef, useState } from "react";
import type { TicketRow } from "../../../../../src/contract/ticket-shapes.ts";
import { useLatest } from "../../../../ui/base/use-latest.ts";
import { keepForTab, keptForTab } from "../kept-for-tab.ts";

export type Marks = {
  ids: ReadonlySet<string>;
  /** Marks or unmarks one; `range`: all from the last one marked to this. */
  toggle: (row: TicketRow, range: boolean) => void;
  set: (ids: Iterable<string>) => void;
  clear: () => void;
};

/** Which rows are chosen for a change of many; kept with its list over a return and a reload. */
export function useMarks(listKey: string, rows: readonly TicketRow[]): Marks {
  const name = `marks.${listKey}`;
  const [all, setAll] = useState<{ name: string; ids: ReadonlySet<string> }>(() => ({ name, ids: readIds(name) }));
  if (all.name !== name) setAll({ name, ids: readIds(name) });
  const ids = all.name === name ? all.ids : NONE;
  const anchor = useRef<string | null>(null);
  const set = useCallback(
    (given: Iterable<string>) => {
      const next = new Set(given);
      setAll({ name, ids: next });
      keepForTab(name, next.size === 0 ? undefined : [...next]);
    },
    [name],
  );
  const latest = useLatest({ rows, ids });
  const toggle = useCallback(
    (row: TicketRow, range: boolean) => {
      const { rows: standing, ids: before } = latest.current;
      const from = range ? standing.findIndex(({ id }) => id === anchor.current) : -1;
      const to = standing.findIndex(({ id }) => id === row.id);
      const next = new Set(before);
      if (from >= 0 && to >= 0)
        for (const { id } of standing.slice(Math.min(from, to), Math.max(from, to) + 1)) next.add(id);
      else if (!next.delete(row.id)) next.add(row.id);
      anchor.current = row.id;
      set(next);
    },
    [set, latest],
  );
  return useMemo(() => ({ ids, toggle, set, clear: () => set([]) }), [ids, toggle, set]);
}

const NONE: ReadonlySet<string> = new Set();
const readIds = (name: string): ReadonlySet<string> => new Set(keptForTab<string[]>(name, []));
