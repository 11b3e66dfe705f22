import { z } from "zod";
import { TRANSITIONS, type Gate } from "../../domain/sop/index.ts";
import { conditions } from "./conditions.ts";
import { list, localText, slug, text } from "./words.ts";

const demand = z.union([
  z
    .strictObject({ form: slug, label: localText })
    .transform(({ form, label }) => ({ kind: "form" as const, formId: form, label })),
  z
    .strictObject({ confirmation: z.literal(true), or_line: slug.nullable().default(null), label: localText })
    .transform(({ or_line, label }) => ({ kind: "confirmation" as const, orLine: or_line, label })),
]);
export const gate: z.ZodType<Gate> = z.strictObject({
  id: slug,
  transition: z.enum(TRANSITIONS),
  when: conditions,
  demands: list(demand).min(1),
  source: text,
});
