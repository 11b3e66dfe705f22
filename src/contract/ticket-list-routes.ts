import { z } from "zod";
import { PRIORITIES, TICKET_KINDS, TICKET_STATES } from "../domain/ticket/vocabulary.ts";
import { TAG_CHARS_MAX, id, instant, pageOf, pageQuery } from "./common.ts";
import { defineRoute } from "./route.ts";
import { ticketRow } from "./ticket-shapes.ts";

const tag = "tickets";

export const VIEWS = [
  "mine",
  "team",
  "unassigned",
  "waiting",
  "at_risk",
  "breached",
  "solved",
  "snoozed",
  "all",
] as const;
export const SORTS = ["recent", "due", "oldest", "priority"] as const;

const FILTER_VALUES_MAX = 50;
const listOf = <T extends z.ZodType>(item: T) => z.array(item).max(FILTER_VALUES_MAX).optional();
/** In a query string one value stands without a list. */
const oneOrMany = <T extends z.ZodType>(item: T) =>
  z.preprocess((value) => (value === undefined || Array.isArray(value) ? value : [value]), listOf(item));

const singleFilters = {
  view: z.enum(VIEWS).default("all"),
  categoryId: z.string().max(100).optional(),
  contactId: id.optional(),
  organisationId: id.optional(),
  openedFrom: instant.optional(),
  openedTo: instant.optional(),
};
const filterTag = z.string().max(TAG_CHARS_MAX);

/** Filters of a list, as a saved view keeps them. */
export const ticketFilter = z.object({
  ...singleFilters,
  state: listOf(z.enum(TICKET_STATES)),
  priority: listOf(z.enum(PRIORITIES)),
  kind: listOf(z.enum(TICKET_KINDS)),
  teamId: listOf(id),
  assigneeId: listOf(id),
  tag: listOf(filterTag),
});
/** The same in a query string: `?state=open&state=new`. */
export const ticketFilterQuery = z.object({
  ...singleFilters,
  state: oneOrMany(z.enum(TICKET_STATES)),
  priority: oneOrMany(z.enum(PRIORITIES)),
  kind: oneOrMany(z.enum(TICKET_KINDS)),
  teamId: oneOrMany(id),
  assigneeId: oneOrMany(id),
  tag: oneOrMany(filterTag),
});
export type TicketFilter = z.output<typeof ticketFilter>;

export const listTickets = defineRoute({
  id: "listTickets",
  method: "GET",
  path: "/api/v1/tickets",
  access: "tickets.read",
  tag,
  summary: "Tickets the person may see, by view and filter",
  query: ticketFilterQuery.extend(pageQuery.shape).extend({
    sort: z.enum(SORTS).default("recent"),
    /** Only these, as far as view and filter hold them still: how a list renews rows that have changed. */
    id: oneOrMany(id),
  }),
  response: pageOf(ticketRow),
});

export const countTickets = defineRoute({
  id: "countTickets",
  method: "GET",
  path: "/api/v1/ticket-counts",
  access: "tickets.read",
  tag,
  summary: "How many tickets stand in each view; counting stops at `countedMax`",
  response: z.object({ counts: z.record(z.string(), z.number().int()), countedMax: z.number().int() }),
});
