import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { listTickets } from "../../../../src/contract/ticket-routes.ts";
import { call } from "../../../ui/api/call.ts";
import { setUnread } from "../../frame/unread.ts";
import { useRealtime } from "../../realtime/use-realtime.ts";

const COUNTED_MAX = 100;
const RENEW_PAUSE_MS = 2_000;
const KEY = [listTickets.id, "unread"];

/** Counts the unread tickets that one answers for, for the rail and the title of every page. */
export function useUnreadTickets(): void {
  const client = useQueryClient();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const mine = useQuery({
    queryKey: KEY,
    queryFn: ({ signal }) => call(listTickets, { query: { view: "mine", limit: COUNTED_MAX } }, { signal }),
    select: ({ items }) => items.filter(({ unread }) => unread).length,
  });
  useRealtime("ticket.changed", () => {
    timer.current ??= setTimeout(() => {
      timer.current = undefined;
      void client.invalidateQueries({ queryKey: KEY });
    }, RENEW_PAUSE_MS);
  });
  useEffect(() => () => clearTimeout(timer.current), []);
  const count = mine.data ?? 0;
  useEffect(() => setUnread(count), [count]);
}
