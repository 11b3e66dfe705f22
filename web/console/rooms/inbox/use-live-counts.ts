import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useMemo } from "react";
import { countTickets } from "../../../../src/contract/ticket-list-routes.ts";
import { renewRoutes } from "../../../ui/api/use-route.ts";
import { askLater } from "../../realtime/ask-later.ts";
import { useRealtime } from "../../realtime/use-realtime.ts";

const RENEW_PAUSE = { leastMs: 1_500, mostMs: 4_000 };

/** Counts follow what happens, every few seconds at most. */
export function useLiveCounts(): void {
  const client = useQueryClient();
  const later = useMemo(() => askLater(() => void renewRoutes(client, [countTickets]), RENEW_PAUSE), [client]);
  useRealtime("ticket.changed", later.ask);
  useEffect(() => later.end, [later]);
}
