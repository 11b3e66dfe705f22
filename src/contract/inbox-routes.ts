import { z } from "zod";
import { BODY_CHARS_MAX, emailAddress, id, instant, name, TAG_CHARS_MAX, ticketParams } from "./common.ts";
import { defineRoute } from "./route.ts";
import { attachmentShape } from "./ticket-shapes.ts";
import { SORTS, ticketFilter, ticketFilterQuery } from "./ticket-list-routes.ts";

const tag = "inbox";
const RECIPIENTS_MAX = 50;
const ATTACHMENTS_MAX = 20;
const POSITION_MAX = 10_000;

export const GROUPINGS = ["none", "due", "priority", "customer"] as const;

const viewFields = {
  name,
  filter: ticketFilter,
  sort: z.enum(SORTS),
  group: z.enum(GROUPINGS),
  position: z.number().int().min(0).max(POSITION_MAX),
  shared: z.boolean(),
};

export const savedViewShape = z.object({
  id,
  ...viewFields,
  owner: z.object({ id, name: z.string() }),
  /** Whether this person may change or delete it. */
  mayChange: z.boolean(),
  version: z.number().int(),
});
export type SavedViewShape = z.output<typeof savedViewShape>;

export const listSavedViews = defineRoute({
  id: "listSavedViews",
  method: "GET",
  path: "/api/v1/saved-views",
  access: "tickets.read",
  tag,
  summary: "One's own saved views and the shared ones, in their order",
  response: z.object({ items: z.array(savedViewShape) }),
});

export const createSavedView = defineRoute({
  id: "createSavedView",
  method: "POST",
  path: "/api/v1/saved-views",
  access: "tickets.read",
  tag,
  summary: "Save a filter as a view; sharing it needs a supervisor",
  body: z.object({
    ...viewFields,
    sort: viewFields.sort.default("recent"),
    group: viewFields.group.default("none"),
    position: viewFields.position.default(0),
    shared: viewFields.shared.default(false),
  }),
  response: savedViewShape,
  status: 201,
});

export const updateSavedView = defineRoute({
  id: "updateSavedView",
  method: "PATCH",
  path: "/api/v1/saved-views/:viewId",
  access: "tickets.read",
  tag,
  summary: "Change a saved view",
  params: z.object({ viewId: id }),
  body: z.object(viewFields).partial().extend({ version: z.number().int() }),
  response: savedViewShape,
});

export const deleteSavedView = defineRoute({
  id: "deleteSavedView",
  method: "DELETE",
  path: "/api/v1/saved-views/:viewId",
  access: "tickets.read",
  tag,
  summary: "Delete a saved view",
  params: z.object({ viewId: id }),
});

export const DRAFT_TABS = ["reply", "note", "progress_update"] as const;
const draftFields = {
  html: z.string().max(BODY_CHARS_MAX),
  to: z.array(emailAddress).max(RECIPIENTS_MAX).default([]),
  cc: z.array(emailAddress).max(RECIPIENTS_MAX).default([]),
  attachmentIds: z.array(id).max(ATTACHMENTS_MAX).default([]),
};
const draftParams = ticketParams.extend({ tab: z.enum(DRAFT_TABS) });

export const draftShape = z.object({
  tab: z.enum(DRAFT_TABS),
  ...draftFields,
  /** Those of `attachmentIds` that are still there to be sent. */
  files: z.array(attachmentShape),
  updatedAt: instant,
});
export type DraftShape = z.output<typeof draftShape>;

export const listDrafts = defineRoute({
  id: "listDrafts",
  method: "GET",
  path: "/api/v1/tickets/:ticketId/drafts",
  access: "tickets.note",
  tag,
  summary: "One's own drafts on a ticket",
  params: ticketParams,
  response: z.object({ items: z.array(draftShape) }),
});

export const listOwnDrafts = defineRoute({
  id: "listOwnDrafts",
  method: "GET",
  path: "/api/v1/drafts",
  access: "tickets.note",
  tag,
  summary: "The tickets on which one has drafts, newest first",
  response: z.object({ items: z.array(z.object({ ticketId: id, tab: z.enum(DRAFT_TABS), updatedAt: instant })) }),
});

export const keepDraft = defineRoute({
  id: "keepDraft",
  method: "PUT",
  path: "/api/v1/tickets/:ticketId/drafts/:tab",
  access: "tickets.note",
  tag,
  summary: "Keep a draft, so that it survives a change of device",
  params: draftParams,
  body: z.object(draftFields),
});

export const discardDraft = defineRoute({
  id: "discardDraft",
  method: "DELETE",
  path: "/api/v1/tickets/:ticketId/drafts/:tab",
  access: "tickets.note",
  tag,
  summary: "Discard a draft",
  params: draftParams,
});

export const listTags = defineRoute({
  id: "listTags",
  method: "GET",
  path: "/api/v1/ticket-tags",
  access: "tickets.read",
  tag,
  summary: "Tags on the newest tickets that the person may see, most used first",
  query: z.object({ q: z.string().trim().max(TAG_CHARS_MAX).default("") }),
  response: z.object({ items: z.array(z.object({ tag: z.string(), count: z.number().int() })) }),
});

export const exportTickets = defineRoute({
  id: "exportTickets",
  method: "GET",
  path: "/api/v1/ticket-export",
  access: "exports.make",
  tag,
  summary: "A list as CSV (UTF-8 with BOM), in the order of the list",
  query: ticketFilterQuery.extend({ sort: z.enum(SORTS).default("recent") }),
});
