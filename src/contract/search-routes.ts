import { z } from "zod";
import { CUSTOMER_TIERS, PRIORITIES, TICKET_STATES } from "../domain/ticket/vocabulary.ts";
import { bilingual, id, instant } from "./common.ts";
import { defineRoute } from "./route.ts";

const QUERY_CHARS_MAX = 500;
const HITS_DEFAULT = 20;
const HITS_MAX = 50;

/** Plain text, never HTML; `marks` are [start, end) offsets in UTF-16 units, in order, without overlap. */
const snippet = z.object({ text: z.string(), marks: z.array(z.tuple([z.number().int(), z.number().int()])) });

const ticketHit = z.object({
  kind: z.enum(["ticket", "message"]),
  ticket: z.object({
    id,
    number: z.number().int(),
    subject: snippet,
    state: z.enum(TICKET_STATES),
    priority: z.enum(PRIORITIES),
    contactName: z.string(),
    organisationName: z.string().nullable(),
    assigneeName: z.string().nullable(),
    lastMessageAt: instant,
  }),
  /** The message that was found; null when subject, number, tags or customer were. */
  messageId: id.nullable(),
  direction: z.enum(["in", "out", "note"]).nullable(),
  /** Who wrote the message. */
  from: z.string().nullable(),
  at: instant,
  /** Where it was found, in context; null when the subject says it all. */
  snippet: snippet.nullable(),
});

const contactHit = z.object({
  kind: z.literal("contact"),
  id,
  name: snippet,
  organisationName: z.string().nullable(),
  tier: z.enum(CUSTOMER_TIERS).nullable(),
});

const organisationHit = z.object({
  kind: z.literal("organisation"),
  id,
  name: snippet,
  tier: z.enum(CUSTOMER_TIERS),
});

export const searchHit = z.discriminatedUnion("kind", [ticketHit, contactHit, organisationHit]);
export type SearchHit = z.output<typeof searchHit>;

/** A filter as it was understood; `start` and `end` say where it stands in `q`, so that a chip can be taken out. */
const chip = z.object({
  key: z.string(),
  value: z.string(),
  label: bilingual,
  start: z.number().int(),
  end: z.number().int(),
});

export const search = defineRoute({
  id: "search",
  method: "GET",
  path: "/api/v1/search",
  access: "tickets.read",
  tag: "search",
  summary:
    "Tickets, messages and customers, newest first, within what the person may see; filters as words: 状态:处理中 from:",
  query: z.object({
    q: z.string().max(QUERY_CHARS_MAX),
    cursor: z.string().max(400).optional(),
    limit: z.coerce.number().int().min(1).max(HITS_MAX).default(HITS_DEFAULT),
  }),
  response: z.object({
    items: z.array(searchHit),
    /** Not null: there may be more further back, even after an empty page. */
    nextCursor: z.string().nullable(),
    /** How far back this page looked; null: to the beginning. */
    searchedBackTo: instant.nullable(),
    chips: z.array(chip),
    words: z.array(z.string()),
    /** Ends of numbers that too many have: only the numbers that begin so were looked for. */
    narrowed: z.array(z.string()),
    problems: z.array(z.object({ start: z.number().int(), end: z.number().int(), what: bilingual })),
  }),
});
