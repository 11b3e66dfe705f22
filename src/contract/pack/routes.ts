import { z } from "zod";
import type { RouteRule, TierRule } from "../../domain/sop/index.ts";
import { CUSTOMER_TIERS, SUPPORT_LEVELS } from "../../domain/ticket/vocabulary.ts";
import { conditions } from "./conditions.ts";
import { figure, slug, text } from "./words.ts";

const target = z
  .strictObject({
    team: slug.nullable().default(null),
    level: z.enum(SUPPORT_LEVELS).nullable().default(null),
    adviser: z.boolean().default(false),
    notify_leader: z.boolean().default(false),
    on_call: slug.nullable().default(null),
  })
  .transform(({ notify_leader, on_call, ...rest }) => ({ ...rest, notifyLeader: notify_leader, onCall: on_call }));

export const route: z.ZodType<RouteRule> = z.strictObject({ id: slug, when: conditions, to: target, source: text });

const floor = z
  .strictObject({ paid_min: figure, months_min: figure, users_min: figure })
  .refine(({ paid_min, months_min, users_min }) => (paid_min ?? months_min ?? users_min) !== null, {
    message: "give at least one of paid_min, months_min, users_min",
    params: { zh: "paid_min、months_min、users_min 至少填一项" },
  })
  .transform(({ paid_min, months_min, users_min }) => ({
    paidMin: paid_min,
    monthsMin: months_min,
    usersMin: users_min,
  }));

export const tierRule: z.ZodType<TierRule> = z.strictObject({
  id: slug,
  tier: z.enum(CUSTOMER_TIERS),
  when: z.union([floor.transform((only) => [only]), z.array(floor).max(20)]).default([]),
  source: text,
});
