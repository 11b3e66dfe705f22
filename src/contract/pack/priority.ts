import { z } from "zod";
import type { PriorityMatrix } from "../../domain/priority/index.ts";
import { PRIORITIES, TICKET_KINDS } from "../../domain/ticket/vocabulary.ts";
import { list, localText, named, slug, text } from "./words.ts";

const cells = z.record(slug, z.record(slug, z.enum(PRIORITIES)));
const keyword = z
  .strictObject({
    id: slug,
    label: localText,
    zh: list(text),
    en: list(text),
    at_least: z.enum(PRIORITIES),
    fast_lane: z.boolean().default(false),
    kinds: list(z.enum(TICKET_KINDS)).default([]),
  })
  .transform(({ at_least, fast_lane, ...rest }) => ({ ...rest, atLeast: at_least, fastLane: fast_lane }));
const tier = z
  .strictObject({ steps: z.int().min(0).max(3), raised_to: z.enum(PRIORITIES), label: localText })
  .transform(({ raised_to, ...rest }) => ({ ...rest, raisedTo: raised_to }));
export const priority: z.ZodType<PriorityMatrix> = z.strictObject({
  impacts: list(named).min(1),
  urgencies: list(named).min(1),
  cells,
  defaults: z.strictObject({ impact: slug, urgency: slug }),
  tiers: z.strictObject({ strategic: tier, growth: tier, basic: tier }),
  keywords: list(keyword),
  negations: z.strictObject({ zh: list(text), en: list(text) }),
});
