import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { getTicket, markSeen } from "../../../../src/contract/ticket-routes.ts";
import { listTickets } from "../../../../src/contract/ticket-list-routes.ts";
import type { TicketPage } from "../../../../src/contract/ticket-shapes.ts";
import { call } from "../../../ui/api/call.ts";
import { renewRoutes } from "../../../ui/api/use-route.ts";
import { useRealtime } from "../../realtime/use-realtime.ts";

const REREAD_PAUSE_MS = 150;
const SEEN_AFTER_MS = 800;

/** Reads the ticket again when something happened to it, and tells the server how far the person has read. */
export function useLiveTicket(page: TicketPage | undefined): void {
  const client = useQueryClient();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const ticketId = page?.id;
  useRealtime("ticket.changed", (told) => {
    // Without a new event only due moments have changed: a calendar did.
    const isKnown = told.types.length > 0 && told.seq <= (page?.seq ?? 0);
    if (told.ticketId !== ticketId || isKnown) return;
    clearTimeout(timer.current);
    timer.current = setTimeout(() => void renewRoutes(client, [getTicket]), REREAD_PAUSE_MS);
  });
  useEffect(() => () => clearTimeout(timer.current), []);
  useSeen(page);
}

function useSeen(page: TicketPage | undefined): void {
  const client = useQueryClient();
  const told = useRef("");
  const { id, seq, unread } = page ?? {};
  useEffect(() => {
    if (!id || seq === undefined) return undefined;
    const name = `${id} ${seq}`;
    const tell = async () => {
      if (document.visibilityState !== "visible" || told.current === name) return;
      told.current = name;
      await call(markSeen, { params: { ticketId: id }, body: { seq } }).catch(() => (told.current = ""));
      if (unread) await renewRoutes(client, [listTickets]);
    };
    const timer = setTimeout(() => void tell(), SEEN_AFTER_MS);
    const onVisible = () => void tell();
    document.addEventListener("visibilitychange", onVisible);
    return () => {
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", onVisible);
    };
  }, [client, id, seq, unread]);
}
