import { z } from "zod";
import { METRICS } from "../domain/clocks/index.ts";
import { METRIC_RULES, WHOM, type Effect, type PromiseLine, type Target, type When } from "../domain/clocks/index.ts";
import type { PriorityMatrix } from "../domain/priority/index.ts";
import { accepted, refused, type Result } from "../domain/result.ts";
import {
  FIELD_TYPES,
  PREFILLS,
  structureFindings,
  TRANSITIONS,
  type Category,
  type Form,
  type Gate,
  type Pack,
} from "../domain/sop/index.ts";
import type { FollowUpRule, Survey } from "../domain/sop/index.ts";
import { CHANNELS, CUSTOMER_TIERS, PRIORITIES, TICKET_KINDS, TICKET_STATES } from "../domain/ticket/vocabulary.ts";
import { parseDuration, parseMinuteOfDay } from "../domain/time/index.ts";
import { problemsOf } from "./schema-problems.ts";

const LIST_ITEMS_MAX = 500;
const PROBLEMS_SHOWN_MAX = 50;

const text = z.string().trim().min(1).max(4_000);
const localText = z.strictObject({ zh: text, en: text });
const slug = z.string().regex(/^[a-z0-9][a-z0-9._-]{0,99}$/, "an id of small letters, digits, dots, hyphens");
const list = <T extends z.ZodType>(item: T) => z.array(item).max(LIST_ITEMS_MAX);
const oneOrMore = <T extends z.ZodType>(item: T) =>
  z.union([item.transform((only) => [only]), z.array(item).min(1).max(50)]);

const DURATION_WORDS = { pattern: "^(\\d{1,6}[smhd])+$", description: "时长 · a duration: 90s, 30m, 2h, 1h30m, 3d" };
const MINUTE_WORDS = { pattern: "^([01]\\d|2[0-3]):[0-5]\\d$", description: "时刻 · a time of day: 17:00" };
const WARNING_WORDS = {
  pattern: "^(\\d{1,2}%|(\\d{1,6}[smhd])+)$",
  description: "占时限的比例或时长，按先后 · a share of the target or a time of it, in order: 50%, 24h",
};

const duration = z
  .string()
  .meta(DURATION_WORDS)
  .transform((given, context): number => {
    const ms = parseDuration(given);
    if (ms !== null) return ms;
    context.addIssue({ code: "custom", message: `"${given}" is no duration like 30m, 2h, 3d` });
    return z.NEVER;
  });
const minuteOfDay = z
  .string()
  .meta(MINUTE_WORDS)
  .transform((given, context): number => {
    const minute = parseMinuteOfDay(given);
    if (minute !== null && minute < 1440) return minute;
    context.addIssue({ code: "custom", message: `"${given}" is no time of day like 17:00` });
    return z.NEVER;
  });

const when: z.ZodType<When> = z.strictObject({
  kind: oneOrMore(z.enum(TICKET_KINDS)).exactOptional(),
  category: oneOrMore(slug).exactOptional(),
  priority: oneOrMore(z.enum(PRIORITIES)).exactOptional(),
  tier: oneOrMore(z.enum(CUSTOMER_TIERS)).exactOptional(),
  channel: oneOrMore(z.enum(CHANNELS)).exactOptional(),
  state: oneOrMore(z.enum(TICKET_STATES)).exactOptional(),
  tag: oneOrMore(slug).exactOptional(),
});
const conditions = z.union([when.transform((only) => [only]), z.array(when).max(50)]).default([]);

const effect: z.ZodType<Effect> = z.union([
  z
    .strictObject({ notify: z.enum(WHOM), notice: slug.nullable().default(null) })
    .transform(({ notify, notice }): Effect => ({ do: "notify", whom: notify, noticeId: notice })),
  z
    .strictObject({ escalate: z.enum(["L2", "L3", "leader", "supervisor"]) })
    .transform(({ escalate }): Effect => ({ do: "escalate", to: escalate })),
  z
    .strictObject({ raise_priority: z.enum(PRIORITIES) })
    .transform(({ raise_priority }): Effect => ({ do: "raise_priority", to: raise_priority })),
  z
    .strictObject({ send_survey: slug })
    .transform(({ send_survey }): Effect => ({ do: "send_survey", surveyId: send_survey })),
  z
    .strictObject({ close: z.literal(true), notice: slug.nullable().default(null) })
    .transform(({ notice }): Effect => ({ do: "close", noticeId: notice })),
]);

/** `50%` of the target, or `24h` of it. */
const warning = z
  .string()
  .meta(WARNING_WORDS)
  .transform((given, context): { share: number } | { ms: number } => {
    const percent = /^(\d{1,2})%$/.exec(given);
    if (percent && Number(percent[1]) > 0) return { share: Number(percent[1]) / 100 };
    const ms = parseDuration(given);
    if (ms !== null) return { ms };
    context.addIssue({ code: "custom", message: `"${given}" is neither a share like 50% nor a duration like 24h` });
    return z.NEVER;
  });

const promise = z
  .strictObject({
    id: slug,
    metric: z.enum(METRICS),
    title: localText.exactOptional(),
    when: conditions,
    within: duration.exactOptional(),
    every: duration.exactOptional(),
    daily: minuteOfDay.exactOptional(),
    once_before: z.enum(METRICS).exactOptional(),
    calendar: slug,
    pauses: list(z.enum(TICKET_STATES)).default([]),
    warn: list(warning).default([]),
    on_warn: list(effect).default([]),
    on_breach: list(effect).default([]),
    via: list(z.enum(["phone", "sms", "email", "wecom", "notification"])).default([]),
    source: text,
  })
  .transform((given, context): PromiseLine => {
    const targets: Target[] = [
      ...(given.within === undefined ? [] : [{ type: "within" as const, ms: given.within }]),
      ...(given.every === undefined ? [] : [{ type: "every" as const, ms: given.every }]),
      ...(given.daily === undefined ? [] : [{ type: "daily" as const, minute: given.daily }]),
      ...(given.once_before === undefined ? [] : [{ type: "once_before" as const, metric: given.once_before }]),
    ];
    const [target] = targets;
    if (targets.length !== 1 || !target) {
      context.addIssue({ code: "custom", message: "give exactly one of within, every, daily, once_before" });
      return z.NEVER;
    }
    const shares = given.warn.map((warn) =>
      "share" in warn ? warn.share : "ms" in target ? warn.ms / target.ms : NaN,
    );
    if (shares.some((share) => !(share > 0 && share < 1)))
      context.addIssue({ code: "custom", path: ["warn"], message: "a warning must come before the promise is due" });
    else if (shares.some((share, index) => index > 0 && share <= (shares[index - 1] ?? 0)))
      context.addIssue({ code: "custom", path: ["warn"], message: "give the warnings in their order, each once" });
    return {
      id: given.id,
      metric: given.metric,
      title: given.title ?? METRIC_RULES[given.metric].title,
      when: given.when,
      target,
      calendar: given.calendar,
      pauses: given.pauses,
      warn: shares,
      onWarn: given.on_warn,
      onBreach: given.on_breach,
      via: given.via,
      source: given.source,
    };
  });

const category: z.ZodType<Category> = z
  .strictObject({
    id: slug,
    name: localText,
    definition: localText,
    examples: list(localText).default([]),
    required_fields: list(slug).default([]),
    get children() {
      return list(category).default([]);
    },
  })
  .transform(({ required_fields, ...rest }) => ({ ...rest, requiredFields: required_fields }));

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
const named = z.strictObject({ id: slug, label: localText });
const priority: z.ZodType<PriorityMatrix> = z.strictObject({
  impacts: list(named).min(1),
  urgencies: list(named).min(1),
  cells,
  defaults: z.strictObject({ impact: slug, urgency: slug }),
  tiers: z.strictObject({ strategic: tier, growth: tier, basic: tier }),
  keywords: list(keyword),
  negations: z.strictObject({ zh: list(text), en: list(text) }),
});

const demand = z.union([
  z
    .strictObject({ form: slug, label: localText })
    .transform(({ form, label }) => ({ kind: "form" as const, formId: form, label })),
  z
    .strictObject({ confirmation: z.literal(true), or_line: slug.nullable().default(null), label: localText })
    .transform(({ or_line, label }) => ({ kind: "confirmation" as const, orLine: or_line, label })),
]);
const gate: z.ZodType<Gate> = z.strictObject({
  id: slug,
  transition: z.enum(TRANSITIONS),
  when: conditions,
  demands: list(demand).min(1),
  source: text,
});

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
  })
  .transform(({ required_when, chars_max, ...rest }) => ({
    ...rest,
    requiredWhen: required_when,
    charsMax: chars_max,
  }));
const form: z.ZodType<Form> = z.strictObject({
  id: slug,
  version: z.int().min(1),
  title: localText,
  audience: z.enum(["customer", "staff"]),
  fields: list(field).min(1),
  source: text,
});

const question = z.strictObject({
  id: slug,
  label: localText,
  type: z.enum(["scale", "text"]),
  levels: list(z.strictObject({ value: z.int().min(1).max(10), label: localText })).default([]),
  shown: z.enum(["always", "in_turn"]),
  required: z.boolean().default(false),
});
const survey: z.ZodType<Survey> = z
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
const followUp: z.ZodType<FollowUpRule> = z
  .strictObject({
    id: slug,
    on: z.enum(["not_solved", "unsatisfied"]),
    satisfaction_max: satisfaction.nullable().default(null),
    owner: z.enum(["supervisor", "senior"]),
    source: text,
  })
  .transform(({ satisfaction_max, ...rest }) => ({ ...rest, satisfactionMax: satisfaction_max }));

const notice = z.strictObject({ id: slug, subject: localText, body: localText });

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
