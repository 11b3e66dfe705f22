import { z } from "zod";
import { METRIC_RULES, METRICS, type PromiseLine, type Target } from "../../domain/clocks/index.ts";
import { TICKET_STATES } from "../../domain/ticket/vocabulary.ts";
import { parseDuration } from "../../domain/time/index.ts";
import { conditions } from "./conditions.ts";
import { effect } from "./effects.ts";
import { faulty, duration, list, localText, minuteOfDay, slug, text } from "./words.ts";

const WARNING_WORDS = {
  pattern: "^(\\d{1,2}%|(\\d{1,6}[smhd])+)$",
  description: "占时限的比例或时长，按先后 · a share of the target or a time of it, in order: 50%, 24h",
};

/** `50%` of the target, or `24h` of it. */
const warning = z
  .string()
  .meta(WARNING_WORDS)
  .transform((given, context): { share: number } | { ms: number } => {
    const percent = /^(\d{1,2})%$/.exec(given);
    if (percent && Number(percent[1]) > 0) return { share: Number(percent[1]) / 100 };
    const ms = parseDuration(given);
    if (ms !== null) return { ms };
    context.addIssue(
      faulty(
        `"${given}" 既不是 50% 这样的比例，也不是 24h 这样的时长`,
        `"${given}" is neither a share like 50% nor a duration like 24h`,
      ),
    );
    return z.NEVER;
  });

export const promise = z
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
      context.addIssue(
        faulty(
          "within、every、daily、once_before 须填且只填一项",
          "give exactly one of within, every, daily, once_before",
        ),
      );
      return z.NEVER;
    }
    const shares = given.warn.map((warn) =>
      "share" in warn ? warn.share : "ms" in target ? warn.ms / target.ms : NaN,
    );
    if (shares.some((share) => !(share > 0 && share < 1)))
      context.addIssue({
        path: ["warn"],
        ...faulty("预警须早于到期", "a warning must come before the promise is due"),
      });
    else if (shares.some((share, index) => index > 0 && share <= (shares[index - 1] ?? 0)))
      context.addIssue({
        path: ["warn"],
        ...faulty("预警须按先后，每个一次", "give the warnings in their order, each once"),
      });
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
