import { z } from "zod";
import { accepted, refused, type Result } from "../domain/result.ts";
import { structureFindings, type Pack } from "../domain/sop/index.ts";
import { TICKET_KINDS } from "../domain/ticket/vocabulary.ts";
import { category } from "./pack/categories.ts";
import { form } from "./pack/forms.ts";
import { gate } from "./pack/gates.ts";
import { notice } from "./pack/notices.ts";
import { priority } from "./pack/priority.ts";
import { promise } from "./pack/promises.ts";
import { followUp, survey } from "./pack/surveys.ts";
import { list, localText, slug } from "./pack/words.ts";
import { problemsOf } from "./schema-problems.ts";

const PROBLEMS_SHOWN_MAX = 50;

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
    forms: list(form).default([]),
    surveys: list(survey).default([]),
    follow_ups: list(followUp).default([]),
    notices: list(notice).default([]),
  })
  .transform(({ follow_ups, ...rest }) => ({ ...rest, followUps: follow_ups }));

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
    : problemsOf(parsed.error, document);
  if (!parsed.success || problems.length > 0)
    return refused("pack_invalid", { problems: problems.slice(0, PROBLEMS_SHOWN_MAX) });
  return accepted(parsed.data);
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
