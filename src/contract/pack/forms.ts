import { z } from "zod";
import { FIELD_TYPES, PREFILLS, type Form } from "../../domain/sop/index.ts";
import { list, localText, named, slug, text } from "./words.ts";

const field = z
  .strictObject({
    id: slug,
    label: localText,
    help: localText.nullable().default(null),
    type: z.enum(FIELD_TYPES),
    required: z.boolean().default(false),
    required_when: z
      .strictObject({ field: slug, is: list(z.string()).min(1) })
      .nullable()
      .default(null),
    options: list(named).default([]),
    chars_max: z.int().min(1).max(20_000).default(4_000),
    prefill: z.enum(PREFILLS).nullable().default(null),
    computed: z.enum(["time_taken"]).nullable().default(null),
    promised: z.boolean().default(false),
  })
  .transform(({ required_when, chars_max, ...rest }) => ({
    ...rest,
    requiredWhen: required_when,
    charsMax: chars_max,
  }));
export const form: z.ZodType<Form> = z.strictObject({
  id: slug,
  version: z.int().min(1),
  title: localText,
  audience: z.enum(["customer", "staff"]),
  fields: list(field).min(1),
  source: text,
});
