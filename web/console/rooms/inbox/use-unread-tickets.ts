import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useMemo } from "react";
import { listTickets } from "../../../../src/contract/ticket-list-routes.ts";
import { call } from "../../../ui/api/call.ts";
import { useFirstView } from "../../../ui/base/first-view.ts";
import { setUnread } from "../../frame/unread.ts";
import { askLater } from "../../realtime/ask-later.ts";
import { useRealtime } from "../../realtime/use-realtime.ts";

const COUNTED_MAX = 100;
const RENEW_PAUSE = { leastMs: 2_000, mostMs: 5_000 };
const KEY = [listTickets.id, "unread"];

/** Counts the unread tickets that one answers for, for the rail and the title of every page. */
export function useUnreadTickets(): void {
  const client = useQueryClient();
  const later = useMemo(() => askLater(() => void client.invalidateQueries({ queryKey: KEY }), RENEW_PAUSE), [client]);
  const mine = useQuery({
    queryKey: KEY,
    queryFn: ({ signal }) => call(listTickets, { query: { view: "mine", limit: COUNTED_MAX } }, { signal }),
    enabled: useFirstView(),
    select: ({ items }) => items.filter(({ unread }) => unread).length,
  });
  useRealtime("ticket.changed", later.ask);
  useEffect(() => later.end, [later]);
  const count = mine.data ?? 0;
  useEffect(() => setUnread(count), [count]);
}
