import type { TicketEvent } from "./ticket-event.ts";

/**
 * The text whose SHA-256, together with the hash before it, makes an event's own: keys sorted at every level, so
 * that a database that reorders JSON keys changes nothing.
 */
export function chainText(ticketId: string, event: TicketEvent): string {
  return canonical({ ticketId, seq: event.seq, at: event.at, actor: event.actor, body: event.body });
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (value !== null && typeof value === "object") {
    const entries = Object.entries(value)
      .filter(([, item]) => item !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1));
    return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${canonical(item)}`).join(",")}}`;
  }
  return JSON.stringify(value);
}
