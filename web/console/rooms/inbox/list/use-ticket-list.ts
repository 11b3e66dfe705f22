import { useCallback, useEffect, useMemo } from "react";
import { createStore, useStore } from "../../../../ui/base/create-store.ts";
import { keptScroll } from "../../../../ui/list/kept-scroll.ts";
import { useMe } from "../../../session/me.ts";
import { useRealtime, useReconnected } from "../../../realtime/use-realtime.ts";
import { followChanges } from "./follow-changes.ts";
import type { ListInput } from "./list-input.ts";
import { EMPTY_LIST, ticketList, type ListState, type TicketList } from "./ticket-list.ts";

const ROWS_BEHIND = 60;
const NOTHING_YET = createStore<ListState>(EMPTY_LIST);

export type LiveList = {
  list: TicketList | null;
  state: ListState;
  onSeen: (ids: readonly string[]) => void;
  onScrolled: (px: number) => void;
};

/** A list that follows what happens: rows in sight are read anew when they change, new ones come in at the top. */
export function useTicketList(input: ListInput | null, rowPx: number): LiveList {
  const me = useMe();
  const list = useMemo(() => (input ? ticketList(input, me.id) : null), [input, me.id]);
  const follower = useMemo(() => (list ? followChanges(list) : null), [list]);
  const state = useStore(list?.state ?? NOTHING_YET);
  useEffect(() => {
    if (!list) return;
    const left = list.state.get().phase === "ready" ? 0 : keptScroll(list.key);
    void list.open().then(() => (left > 0 ? list.readUntil(Math.ceil(left / rowPx) + ROWS_BEHIND) : undefined));
  }, [list, rowPx]);
  useRealtime("ticket.changed", ({ ticketId }) => follower?.changed(ticketId));
  useReconnected(() => {
    follower?.lost();
    void list?.refresh();
  });
  const onSeen = useCallback((ids: readonly string[]) => follower?.seen(ids), [follower]);
  const onScrolled = useCallback((px: number) => follower?.scrolled(px), [follower]);
  return { list, state, onSeen, onScrolled };
}
