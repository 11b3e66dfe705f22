import { z } from "zod";
import type { FollowUpRule, Survey } from "../../domain/sop/index.ts";
import { list, localText, slug, text } from "./words.ts";

const question = z.strictObject({
  id: slug,
  label: localText,
  type: z.enum(["scale", "text", "nps"]),
  levels: list(z.strictObject({ value: z.int().min(1).max(10), label: localText })).default([]),
  shown: z.enum(["always", "in_turn"]),
  required: z.boolean().default(false),
});
export const survey: z.ZodType<Survey> = z
  .strictObject({
    id: slug,
    title: localText,
    thanks: localText,
    questions: list(question).min(1),
    questions_max: z.int().min(1).max(10),
    source: text,
  })
  .transform(({ questions_max, ...rest }) => ({ ...rest, questionsMax: questions_max }));

const satisfaction = z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4), z.literal(5)]);
export const followUp: z.ZodType<FollowUpRule> = z
  .strictObject({
    id: slug,
    on: z.enum(["not_solved", "unsatisfied", "nps"]),
    satisfaction_max: satisfaction.nullable().default(null),
    nps_max: z.int().min(0).max(10).nullable().default(null),
    owner: z.enum(["supervisor", "senior", "customer_success"]),
    source: text,
  })
  .transform(({ satisfaction_max, nps_max, ...rest }) => ({
    ...rest,
    satisfactionMax: satisfaction_max,
    npsMax: nps_max,
  }));
