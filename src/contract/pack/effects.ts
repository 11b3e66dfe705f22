import { z } from "zod";
import { ESCALATIONS, FOLLOW_UP_OWNERS, PARTIES, type Effect, type Whom } from "../../domain/clocks/index.ts";
import { ROLES } from "../../domain/permission/index.ts";
import { PRIORITIES } from "../../domain/ticket/vocabulary.ts";
import { localText, slug } from "./words.ts";

const URL_CHARS_MAX = 2_000;

const whom: z.ZodType<Whom> = z.union([
  z.enum(PARTIES),
  z.strictObject({ role: z.enum(ROLES) }).transform(({ role }): Whom => `role:${role}`),
  z.strictObject({ on_call: slug }).transform(({ on_call }): Whom => `on_call:${on_call}`),
]);

const notify = z
  .strictObject({ notify: whom, notice: slug.nullable().default(null) })
  .refine((given) => given.notify !== "customer" || given.notice !== null, {
    path: ["notice"],
    message: "a customer is told by a notice: name it",
    params: { zh: "通知客户要有通知模板：请指明 notice" },
  })
  .transform((given): Effect => ({ do: "notify", whom: given.notify, noticeId: given.notice }));

const escalate = z
  .strictObject({ escalate: z.enum(ESCALATIONS), team: slug.exactOptional(), on_call: slug.exactOptional() })
  .transform(({ escalate: to, team, on_call: onCall }): Effect => ({
    do: "escalate",
    to,
    ...(team === undefined ? {} : { team }),
    ...(onCall === undefined ? {} : { onCall }),
  }));

const reassign = z
  .strictObject({
    reassign: z.union([
      z.literal("leader"),
      z.strictObject({ team: slug }).transform(({ team }): `team:${string}` => `team:${team}`),
    ]),
  })
  .transform((given): Effect => ({ do: "reassign", to: given.reassign }));

const webhook = z
  .strictObject({
    webhook: z
      .url({ protocol: /^https$/ })
      .max(URL_CHARS_MAX)
      .meta({ description: "HTTPS 地址 · an HTTPS address that is called" }),
  })
  .transform((given): Effect => ({ do: "webhook", url: given.webhook }));

export const effect: z.ZodType<Effect> = z.union([
  notify,
  escalate,
  reassign,
  z
    .strictObject({ raise_priority: z.enum(PRIORITIES) })
    .transform((given): Effect => ({ do: "raise_priority", to: given.raise_priority })),
  z
    .strictObject({ open_follow_up: z.enum(FOLLOW_UP_OWNERS) })
    .transform((given): Effect => ({ do: "open_follow_up", owner: given.open_follow_up })),
  z.strictObject({ ask_supplement: z.literal(true) }).transform((): Effect => ({ do: "ask_supplement" })),
  z.strictObject({ post_note: localText }).transform((given): Effect => ({ do: "post_note", text: given.post_note })),
  z
    .strictObject({ send_survey: slug })
    .transform((given): Effect => ({ do: "send_survey", surveyId: given.send_survey })),
  webhook,
  z
    .strictObject({ close: z.literal(true), notice: slug.nullable().default(null) })
    .transform(({ notice }): Effect => ({ do: "close", noticeId: notice })),
]);
