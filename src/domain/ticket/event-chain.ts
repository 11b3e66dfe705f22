import type { TicketEvent } from "./ticket-event.ts";

/**
 * The text whose SHA-256, together with the hash before it, makes an event's own: keys sorted at every level, and halves of
 * characters as U+FFFD, so that a database that reorders JSON keys and keeps whole characters alone changes nothing.
 */
export function chainText(ticketId: string, event: TicketEvent): string {
  return canonical({ ticketId, seq: event.seq, at: event.at, actor: event.actor, body: event.body });
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (value !== null && typeof value === "object") {
    let text = "";
    for (const key of Object.keys(value).sort()) {
      const item = (value as Record<string, unknown>)[key];
      if (item !== undefined) text += `${text === "" ? "{" : ","}${JSON.stringify(key)}:${canonical(item)}`;
    }
    return text === "" ? "{}" : `${text}}`;
  }
  return JSON.stringify(typeof value === "string" ? value.toWellFormed() : value);
}
