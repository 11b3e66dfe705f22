import { listTickets } from "../../../../../src/contract/ticket-list-routes.ts";
import type { TicketRow } from "../../../../../src/contract/ticket-shapes.ts";
import { call } from "../../../../ui/api/call.ts";
import { createStore, type Store } from "../../../../ui/base/create-store.ts";
import { FIRST_PAGE_ROWS, listKey, PAGE_ROWS, queryOf, type ListInput } from "./list-input.ts";
import { takeIn } from "./order-rows.ts";

const IDS_MAX = 50;
const LISTS_KEPT_MAX = 8;
const HELD_MAX = 500;
const RESTORED_ROWS_MAX = 10_000;
/** What was read ahead longer ago is read anew. */
const AHEAD_MS_MAX = 5_000;

export type ListState = {
  rows: readonly TicketRow[];
  /** New rows that wait until the reader comes back to the top. */
  held: readonly TicketRow[];
  phase: "loading" | "ready" | "failed";
  error: unknown;
  /** Null: all rows are here. */
  cursor: string | null;
  reading: "idle" | "more" | "failed";
};

export type TicketList = {
  key: string;
  input: ListInput;
  state: Store<ListState>;
  /** Reads the first page anew; what stands stays on screen meanwhile. */
  refresh: () => Promise<void>;
  /** Reads the first page before it is shown; who opens the list then reads it no second time. */
  readAhead: () => Promise<void>;
  /** What a list that comes on screen does: refreshes, unless it was just read ahead. */
  open: () => Promise<void>;
  readMore: () => Promise<void>;
  /** Reads on until so many rows are here, to bring a scroll position back. */
  readUntil: (rows: number) => Promise<void>;
  /** Asks anew for tickets that changed; at most IDS_MAX at a time go to the server. */
  renew: (ids: readonly string[], options: { atTop: boolean }) => Promise<void>;
  showHeld: () => void;
  /** Changes rows before the server has answered. */
  patch: (ids: ReadonlySet<string>, change: (row: TicketRow) => TicketRow) => void;
};

const lists = new Map<string, TicketList>();

let ownerId = "";

/** The list of this input, as it was left when it was seen before; nothing is left for another person. */
export function ticketList(input: ListInput, personId: string): TicketList {
  if (personId !== ownerId) lists.clear();
  ownerId = personId;
  const key = listKey(input);
  const list = lists.get(key) ?? makeList(key, input);
  lists.delete(key);
  lists.set(key, list);
  for (const old of [...lists.keys()].slice(0, Math.max(0, lists.size - LISTS_KEPT_MAX))) lists.delete(old);
  return list;
}

export const EMPTY_LIST: ListState = {
  rows: [],
  held: [],
  phase: "loading",
  error: null,
  cursor: null,
  reading: "idle",
};

function makeList(key: string, input: ListInput): TicketList {
  const state = createStore<ListState>(EMPTY_LIST);
  const set = (changes: Partial<ListState>) => state.set((now) => ({ ...now, ...changes }));
  const page = (cursor: string | null, limit: number) =>
    call(listTickets, { query: { ...queryOf(input), ...(cursor ? { cursor } : {}), limit } });
  let last: Promise<void> = Promise.resolve();
  const inTurn = (work: () => Promise<void>): Promise<void> => {
    last = last.then(work);
    return last;
  };
  const refresh = () => inTurn(() => readFirst(state, () => page(null, FIRST_PAGE_ROWS)));
  let ahead: { at: number; reading: Promise<void> } | null = null;
  const readAhead = () => {
    ahead = { at: Date.now(), reading: refresh() };
    return ahead.reading;
  };
  const open = () => {
    const reading = ahead && Date.now() - ahead.at < AHEAD_MS_MAX ? ahead.reading : refresh();
    ahead = null;
    return reading;
  };
  const readMore = () => {
    const { cursor, phase, reading } = state.get();
    if (cursor === null || phase !== "ready" || reading === "more") return last;
    set({ reading: "more" });
    return inTurn(async () => {
      try {
        const next = await page(state.get().cursor, PAGE_ROWS);
        const known = new Set(state.get().rows.map(({ id }) => id));
        const added = next.items.filter(({ id }) => !known.has(id));
        set({ rows: [...state.get().rows, ...added], cursor: next.nextCursor, reading: "idle" });
      } catch {
        set({ reading: "failed" });
      }
    });
  };
  return {
    key,
    input,
    state,
    refresh,
    readAhead,
    open,
    readMore,
    readUntil: async (wanted) => {
      const until = Math.min(wanted, RESTORED_ROWS_MAX);
      const more = () => state.get().rows.length < until && state.get().cursor !== null;
      // oxlint-disable-next-line no-await-in-loop -- a page tells where the next begins
      while (more() && state.get().reading !== "failed") await readMore();
    },
    renew: async (ids, { atTop }) => {
      if (state.get().phase !== "ready") return;
      const asked = ids.slice(0, IDS_MAX);
      const answer = await call(listTickets, { query: { ...queryOf(input), id: asked, limit: IDS_MAX } });
      const found = new Set(answer.items.map(({ id }) => id));
      const gone = new Set(asked.filter((id) => !found.has(id)));
      takeRenewed({ state, input }, { renewed: answer.items, gone }, atTop);
    },
    showHeld: () => {
      const { rows, held, cursor } = state.get();
      const how = { input, inPlace: false, complete: cursor === null };
      set({ rows: takeIn(rows, { renewed: held, gone: new Set() }, how), held: [] });
    },
    patch: (ids, change) => set({ rows: state.get().rows.map((row) => (ids.has(row.id) ? change(row) : row)) }),
  };
}

type Page = { items: TicketRow[]; nextCursor: string | null };

/** A first page over one that stands keeps the pages behind it, as long as they join. */
async function readFirst(state: Store<ListState>, read: () => Promise<Page>): Promise<void> {
  const set = (changes: Partial<ListState>) => state.set((now) => ({ ...now, ...changes }));
  if (state.get().phase === "failed") set({ phase: "loading", error: null });
  try {
    const { items, nextCursor } = await read();
    const before = state.get();
    const ids = new Set(items.map(({ id }) => id));
    const joins = before.rows.length > items.length && before.rows.some(({ id }) => ids.has(id));
    const behind = joins ? before.rows.slice(items.length).filter(({ id }) => !ids.has(id)) : [];
    set({
      rows: [...items, ...behind],
      held: [],
      phase: "ready",
      error: null,
      cursor: joins ? before.cursor : nextCursor,
      reading: "idle",
    });
  } catch (error) {
    if (state.get().phase !== "ready") set({ phase: "failed", error });
  }
}

/** At the top rows move as they should; further down what stands stays, and new rows wait. */
function takeRenewed(
  { state, input }: Pick<TicketList, "state" | "input">,
  change: { renewed: TicketRow[]; gone: Set<string> },
  atTop: boolean,
): void {
  const { rows, held, cursor } = state.get();
  const complete = cursor === null;
  if (atTop) {
    const all = { ...change, renewed: [...held.filter(({ id }) => !change.gone.has(id)), ...change.renewed] };
    state.set((now) => ({ ...now, rows: takeIn(rows, latest(all), { input, inPlace: false, complete }), held: [] }));
    return;
  }
  const standing = new Set(rows.map(({ id }) => id));
  const renewed = change.renewed.filter(({ id }) => standing.has(id));
  const isNew = change.renewed.filter(({ id }) => !standing.has(id));
  const newIds = new Set([...isNew.map(({ id }) => id), ...change.gone]);
  state.set((now) => ({
    ...now,
    rows: takeIn(rows, { renewed, gone: change.gone }, { input, inPlace: true, complete }),
    held: [...isNew, ...held.filter(({ id }) => !newIds.has(id))].slice(0, HELD_MAX),
  }));
}

/** Of two of the same ticket the later one counts. */
function latest(change: { renewed: TicketRow[]; gone: Set<string> }): { renewed: TicketRow[]; gone: Set<string> } {
  return { ...change, renewed: [...new Map(change.renewed.map((row) => [row.id, row])).values()] };
}
