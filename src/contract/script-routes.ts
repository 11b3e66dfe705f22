import { z } from "zod";
import { bilingual, id, instant, name, ticketParams } from "./common.ts";
import { defineRoute } from "./route.ts";
import { person } from "./ticket-shapes.ts";

const tag = "Scripts";
const BODY_CHARS_MAX = 10_000;

export const SCRIPT_SCENES = [
  "greeting",
  "more_information",
  "progress_update",
  "empathy",
  "closing",
  "other",
] as const;
export const SCRIPT_CHANNELS = ["email", "portal", "phone"] as const;

const text = z.string().trim().min(1).max(BODY_CHARS_MAX);

const scriptFields = z.object({
  scene: z.enum(SCRIPT_SCENES),
  /** null: every channel. */
  channel: z.enum(SCRIPT_CHANNELS).nullable(),
  /** null: every team. */
  teamId: id.nullable(),
  title: z.object({ zh: name, en: name }),
  /** Plain text with `{{contact.name}}` and the like. */
  body: z.object({ zh: text, en: text }),
});

export const scriptShape = scriptFields.extend({
  id,
  /** How it is called in the composer, after a slash. */
  key: z.string(),
  version: z.number().int(),
  updatedBy: person.nullable(),
  updatedAt: instant,
  /** null: waits for approval and is not offered to anybody yet. */
  approvedAt: instant.nullable(),
  approvedBy: person.nullable(),
  archived: z.boolean(),
});
export type ScriptShape = z.output<typeof scriptShape>;

const scriptParams = z.object({ scriptId: id });
const version = z.number().int().min(1);

export const listScripts = defineRoute({
  id: "listScripts",
  method: "GET",
  path: "/api/v1/scripts",
  access: "settings.read",
  tag,
  summary: "The script library",
  query: z.object({ scene: z.enum(SCRIPT_SCENES).optional(), archived: z.stringbool().default(false) }),
  response: z.object({ items: z.array(scriptShape), variables: z.array(z.string()) }),
});

export const createScript = defineRoute({
  id: "createScript",
  method: "POST",
  path: "/api/v1/scripts",
  access: "scripts.write",
  tag,
  summary: "Add a script; it is offered once it is approved",
  body: scriptFields.extend({ key: z.string().regex(/^[a-z][a-z0-9_-]{0,59}$/) }),
  response: scriptShape,
  status: 201,
});

export const updateScript = defineRoute({
  id: "updateScript",
  method: "PATCH",
  path: "/api/v1/scripts/:scriptId",
  access: "scripts.write",
  tag,
  summary: "Change a script; the new version waits for approval",
  params: scriptParams,
  body: scriptFields.partial().extend({ version }),
  response: scriptShape,
});

export const approveScript = defineRoute({
  id: "approveScript",
  method: "PUT",
  path: "/api/v1/scripts/:scriptId/approval",
  access: "scripts.write",
  tag,
  summary: "Approve this version for use",
  params: scriptParams,
  body: z.object({ version }),
  response: scriptShape,
});

export const archiveScript = defineRoute({
  id: "archiveScript",
  method: "DELETE",
  path: "/api/v1/scripts/:scriptId",
  access: "scripts.write",
  tag,
  summary: "Take a script out of use; its versions stay",
  params: scriptParams,
});

export const listScriptVersions = defineRoute({
  id: "listScriptVersions",
  method: "GET",
  path: "/api/v1/scripts/:scriptId/versions",
  access: "settings.read",
  tag,
  summary: "Every version of a script, newest first",
  params: scriptParams,
  response: z.object({
    items: z.array(
      z.object({
        version: z.number().int(),
        title: bilingual,
        body: bilingual,
        changedBy: person.nullable(),
        changedAt: instant,
      }),
    ),
  }),
});

/** Ready to be put into the composer. */
export const filledScript = z.object({
  /** Of the library; one of the procedure goes by its id there. */
  id: z.string(),
  key: z.string(),
  scene: z.enum(SCRIPT_SCENES),
  title: bilingual,
  body: bilingual,
  /** Variables without a value on this ticket; they stay in the text for the writer to replace. */
  missing: z.array(z.string()),
});
export type FilledScript = z.output<typeof filledScript>;

export const listTicketScripts = defineRoute({
  id: "listTicketScripts",
  method: "GET",
  path: "/api/v1/tickets/:ticketId/scripts",
  access: "tickets.reply",
  tag,
  summary: "Approved scripts that fit this ticket, with its values filled in",
  params: ticketParams,
  response: z.object({ items: z.array(filledScript) }),
});
