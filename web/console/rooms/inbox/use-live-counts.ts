import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { countTickets } from "../../../../src/contract/ticket-routes.ts";
import { renewRoutes } from "../../../ui/api/use-route.ts";
import { useRealtime } from "../../realtime/use-realtime.ts";

const RENEW_PAUSE_MS = 1_500;

/** Counts follow what happens, at most every second and a half. */
export function useLiveCounts(): void {
  const client = useQueryClient();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useRealtime("ticket.changed", () => {
    timer.current ??= setTimeout(() => {
      timer.current = undefined;
      void renewRoutes(client, [countTickets]);
    }, RENEW_PAUSE_MS);
  });
  useEffect(() => () => clearTimeout(timer.current), []);
}
