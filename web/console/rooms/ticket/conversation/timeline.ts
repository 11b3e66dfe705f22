import type { EventShape, MessageShape } from "../../../../../src/contract/ticket-shapes.ts";

export type TimelineEntry =
  | { kind: "message"; key: string; message: MessageShape }
  | { kind: "events"; key: string; events: EventShape[] }
  | { kind: "day"; key: string; at: string };

/** Events that the message itself says, or that only the trail is for. */
const UNSPOKEN = new Set([
  "customer_message",
  "message_sent",
  "note_added",
  "message_withdrawn",
  "attachment_added",
  "follower_added",
  "follower_removed",
  "confirmation_requested",
]);

/**
 * Messages and events in the order they happened, neighbouring events together, a line where a new day begins.
 * `fromStart` false: older messages are not loaded, and events before the first loaded one wait with them.
 */
export function timelineOf(
  messages: readonly MessageShape[],
  events: readonly EventShape[],
  options: { fromStart: boolean; dayOf: (at: string) => string },
): TimelineEntry[] {
  const first = messages[0]?.createdAt ?? "";
  const spoken = events.filter(({ type, at }) => !UNSPOKEN.has(type) && (options.fromStart || at >= first));
  const entries: TimelineEntry[] = [];
  let day = "";
  const put = (at: string, entry: TimelineEntry) => {
    if (options.dayOf(at) !== day) entries.push({ kind: "day", key: `day-${entry.key}`, at });
    day = options.dayOf(at);
    entries.push(entry);
  };
  let next = 0;
  const putEventsBefore = (until: string | null) => {
    for (; next < spoken.length; next += 1) {
      const event = spoken[next]!;
      if (until !== null && event.at > until) return;
      const last = entries.at(-1);
      if (last?.kind === "events" && options.dayOf(event.at) === day) last.events.push(event);
      else put(event.at, { kind: "events", key: `event-${event.seq}`, events: [event] });
    }
  };
  for (const message of messages) {
    putEventsBefore(message.createdAt);
    put(message.createdAt, { kind: "message", key: message.id, message });
  }
  putEventsBefore(null);
  return entries;
}

/** Messages known so far with those just read, oldest first; a gap between them drops what was known. */
export function joinMessages(
  known: readonly MessageShape[],
  read: readonly MessageShape[],
  reachesStart: boolean,
): MessageShape[] {
  const fresh = new Map(read.map((message) => [message.id, message]));
  const overlaps = known.some(({ id }) => fresh.has(id));
  const oldest = read[0]?.createdAt ?? "";
  const kept =
    reachesStart || !overlaps ? [] : known.filter(({ id, createdAt }) => !fresh.has(id) && createdAt <= oldest);
  return [...kept, ...read];
}
