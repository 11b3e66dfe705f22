import type { NotificationKind } from "../../../src/domain/notification/notification-kind.ts";
import type { TicketEventType } from "../../../src/domain/ticket/ticket-event.ts";
import { useEffect, useRef } from "react";
import type { Told } from "./older-presence.ts";
import { realtimeSocket } from "./socket.ts";

export type Present = { id: string; name: string; doing: "looking" | "typing" };

/** What the server tells. `seq`: the ticket's last event; `types`: what happened; `actorId`: the person who did it. */
export type RealtimeEvents = {
  "ticket.changed": { ticketId: string; number: number; seq: number; types: TicketEventType[]; actorId: string | null };
  "presence.changed": { place: string; people: Present[] } & Told;
  /** `browser`: the person wants a notice of the browser as well. */
  "notification.added": {
    id: string;
    kind: NotificationKind;
    ticketId: string;
    number: number;
    subject: string;
    browser: boolean;
  };
  "notification.read": Record<string, never>;
};

/** Hears an event as long as the component is there. */
export function useRealtime<E extends keyof RealtimeEvents>(
  event: E,
  handler: (payload: RealtimeEvents[E]) => void,
): void {
  const latest = useRef(handler);
  useEffect(() => {
    latest.current = handler;
  });
  useEffect(() => {
    const socket = realtimeSocket();
    const hear = (payload: unknown) => latest.current(payload as RealtimeEvents[E]);
    socket.on(event as string, hear);
    return () => {
      socket.off(event as string, hear);
    };
  }, [event]);
}

/** Runs when a connection begins after what is shown was asked for, the first one too: what was missed must be read again. */
export function useReconnected(work: () => void): void {
  const latest = useRef(work);
  useEffect(() => {
    latest.current = work;
  });
  useEffect(() => {
    const socket = realtimeSocket();
    let lost = !socket.connected;
    const onLost = () => (lost = true);
    const onBack = () => {
      if (lost) latest.current();
      lost = false;
    };
    socket.on("disconnect", onLost);
    socket.on("connect", onBack);
    return () => {
      socket.off("disconnect", onLost);
      socket.off("connect", onBack);
    };
  }, []);
}
