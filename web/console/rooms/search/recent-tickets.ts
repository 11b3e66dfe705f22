import { createStore, useStore } from "../../../ui/base/create-store.ts";
import { keep, readKept } from "../../../ui/base/kept-value.ts";

export type RecentTicket = { number: number; subject: string };

const KEY = "bihuan.recent-tickets";
const RECENT_MAX = 6;

const recent = createStore<readonly RecentTicket[]>(readKept<RecentTicket[]>(KEY, []));

/** The tickets that were open lately at this browser, the newest first. */
export const useRecentTickets = (): readonly RecentTicket[] => useStore(recent);

export function keepRecentTicket(ticket: RecentTicket): void {
  const next = [ticket, ...recent.get().filter(({ number }) => number !== ticket.number)].slice(0, RECENT_MAX);
  recent.set(next);
  keep(KEY, next);
}
