import { z } from "zod";
import { accepted, refused, type Result } from "../domain/result.ts";
import { NO_COMPLAINTS, structureFindings, withChannelPromises, type Pack } from "../domain/sop/index.ts";
import { TICKET_KINDS } from "../domain/ticket/vocabulary.ts";
import { category } from "./pack/categories.ts";
import { complaints } from "./pack/complaints.ts";
import { form } from "./pack/forms.ts";
import { authority, gate, step } from "./pack/gates.ts";
import { notice } from "./pack/notices.ts";
import { priority } from "./pack/priority.ts";
import { promise } from "./pack/promises.ts";
import { route, tierRule } from "./pack/routes.ts";
import { callBack, channel, script, supplement, transfer } from "./pack/service.ts";
import { followUp, survey } from "./pack/surveys.ts";
import { escalationContact, roster, team } from "./pack/teams.ts";
import { list, localText, slug } from "./pack/words.ts";
import { problemLines } from "./schema-problems.ts";

const PROBLEMS_SHOWN_MAX = 50;

const WITHOUT_WORDS =
  "从所继承的流程包中去掉的条目 · ids to take away from what is extended: promises: [c.analysis.high]";

export const packSchema: z.ZodType<Pack> = z
  .strictObject({
    id: slug,
    version: z.int().min(1),
    name: localText,
    extends: list(slug).default([]),
    kinds: list(z.strictObject({ id: z.enum(TICKET_KINDS), name: localText, definition: localText })),
    categories: list(category),
    tags: list(z.strictObject({ id: slug, name: localText })).default([]),
    priority,
    promises: list(promise).default([]),
    gates: list(gate).default([]),
    steps: list(step).default([]),
    authorities: list(authority).default([]),
    forms: list(form).default([]),
    supplements: list(supplement).default([]),
    surveys: list(survey).default([]),
    follow_ups: list(followUp).default([]),
    call_backs: list(callBack).default([]),
    notices: list(notice).default([]),
    scripts: list(script).default([]),
    teams: list(team).default([]),
    channels: list(channel).default([]),
    routes: list(route).default([]),
    tiers: list(tierRule).default([]),
    complaints: complaints.default(NO_COMPLAINTS),
    transfers: list(transfer).default([]),
    on_call: list(roster).default([]),
    escalation_contacts: list(escalationContact).default([]),
    without: z.record(slug, list(slug)).default({}).describe(WITHOUT_WORDS),
  })
  .transform(({ follow_ups, call_backs, on_call, escalation_contacts, without: _applied, ...rest }) => ({
    ...rest,
    promises: withChannelPromises(rest.promises, rest.channels),
    followUps: follow_ups,
    callBacks: call_backs,
    onCall: on_call,
    escalationContacts: escalation_contacts,
  }));

/**
 * The format as JSON Schema, for editors: of one file of a pack's folder, so that no section has to be there.
 * What stands between the parts (ids that are not there, warnings out of order) only `bihuan sop check` says.
 */
export function packJsonSchema(): Record<string, unknown> {
  const { required: _required, ...schema } = z.toJSONSchema(packSchema, { io: "input", target: "draft-07" });
  return { ...schema, title: "Bihuan 闭环：流程包 · procedure pack" };
}

/**
 * A pack document (YAML or JSON already read) as the rules use it.
 * Refuses `pack_invalid` with `problems`, each naming its place: `promises[c.first-response.p1].within: …`.
 */
export function parsePack(document: unknown): Result<Pack> {
  const parsed = packSchema.safeParse(document);
  const problems = parsed.success
    ? structureFindings(parsed.data).map(({ place, says }) => `${place}: ${says.en}`)
    : problemLines(parsed.error, document);
  if (!parsed.success || problems.length > 0)
    return refused("pack_invalid", { problems: problems.slice(0, PROBLEMS_SHOWN_MAX) });
  return accepted(parsed.data);
}

/**
 * A pack that some release published: by its shape alone. Tickets run under it, whatever a newer release wants of a pack
 * that is still to be published; so a section or field that comes to the format needs a default, for good.
 */
export function readPublishedPack(document: unknown): Result<Pack> {
  const parsed = packSchema.safeParse(document);
  if (parsed.success) return accepted(parsed.data);
  return refused("pack_invalid", { problems: problemLines(parsed.error, document).slice(0, PROBLEMS_SHOWN_MAX) });
}

/** The files of a pack's folder as one document. Refuses `pack_invalid` where two files hold the same section. */
export function joinPackFiles(files: readonly { path: string; content: unknown }[]): Result<Record<string, unknown>> {
  const joined: Record<string, unknown> = {};
  for (const { path, content } of files) {
    if (typeof content !== "object" || content === null || Array.isArray(content))
      return refused("pack_invalid", { problems: [`${path}: not a mapping of sections`] });
    for (const [section, value] of Object.entries(content)) {
      if (section in joined)
        return refused("pack_invalid", { problems: [`${path}: ${section} stands in another file too`] });
      joined[section] = value;
    }
  }
  return accepted(joined);
}
