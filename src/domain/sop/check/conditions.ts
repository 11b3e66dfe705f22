import type { Metric, When } from "../../clocks/index.ts";
import {
  CHANNELS,
  CUSTOMER_TIERS,
  PRIORITIES,
  SUPPORT_LEVELS,
  TICKET_STATES,
  type TicketState,
} from "../../ticket/vocabulary.ts";
import type { Field } from "../form.ts";
import type { Pack } from "../pack.ts";
import { factsSpace, matches } from "./facts-space.ts";
import { finding, type Finding } from "./finding.ts";

/** Conditions that can never hold, that always do, or that others of the same list make superfluous. */
export function conditionFindings(pack: Pack): Finding[] {
  return [
    ...pack.promises.flatMap(({ id, when, metric }) => check(pack, `promises[${id}]`, when, statesOf(metric))),
    ...pack.gates.flatMap(({ id, when, transition }) =>
      check(pack, `gates[${id}]`, when, transition === "close" ? ["solved"] : OPEN),
    ),
    ...pack.routes.flatMap(({ id, when }) => [
      ...check(pack, `routes[${id}]`, when, ["new"]),
      ...when.flatMap((one) => notYetKnown(`routes[${id}]`, one)),
    ]),
    ...pack.transfers.flatMap(({ id, when }) => check(pack, `transfers[${id}]`, when, OPEN)),
    ...pack.callBacks.flatMap(({ id, when }) => check(pack, `call_backs[${id}]`, when, ["solved", "closed"])),
    ...pack.forms.flatMap((form) =>
      form.fields.flatMap((field) => fieldFindings(form.fields, field, `forms[${form.id}].fields[${field.id}]`)),
    ),
    ...pack.priority.keywords.flatMap(({ id, kinds }) =>
      kinds.length > 0 && !pack.kinds.some((kind) => kinds.includes(kind.id))
        ? [never(`priority.keywords[${id}].kinds`, "本流程没有这些工单类型", "the pack has no ticket of these kinds")]
        : [],
    ),
  ];
}

const OPEN = TICKET_STATES.filter((state) => state !== "solved" && state !== "closed");

/** The states in which a clock of the metric can be live. */
function statesOf(metric: Metric): readonly TicketState[] {
  if (metric === "confirmation") return ["solved"];
  if (metric === "survey") return ["solved", "closed"];
  if (metric === "watch") return ["solved"];
  return metric === "remedy_plan" || metric === "call_back" ? TICKET_STATES : OPEN;
}

/** A new ticket is on the first line, and nobody has judged it. */
function notYetKnown(place: string, { level, complaint_urgency: urgency }: When): Finding[] {
  const found: Finding[] = [];
  if (level && !level.includes("L1"))
    found.push(never(`${place}.when.level`, "新工单总在一线", "a new ticket is always on the first line"));
  if (urgency)
    found.push(
      never(
        `${place}.when.complaint_urgency`,
        "分派时还没有人评审投诉",
        "nobody has judged a complaint when it is routed",
      ),
    );
  return found;
}

const never = (place: string, zh: string, en: string) =>
  finding(
    "condition_never",
    place,
    [`永远不会成立：${zh}`, `can never hold: ${en}`],
    ["更正条件，或删去它所在的这一条。", "Correct the condition, or take out what it stands on."],
  );

const always = (place: string, zh: string, en: string) =>
  finding(
    "condition_always",
    place,
    [`总是成立：${zh}`, `always holds: ${en}`],
    ["去掉这个条件，写法更清楚。", "Leave the condition out; that says the same."],
  );

function check(pack: Pack, place: string, when: readonly When[], states: readonly TicketState[]): Finding[] {
  const single = when.flatMap((one) => singleFindings(pack, place, one, states));
  return single.length > 0 || when.length < 2 ? single : unionFindings(pack, place, when);
}

function singleFindings(pack: Pack, place: string, when: When, states: readonly TicketState[]): Finding[] {
  const kinds = pack.kinds.map(({ id }) => id);
  const found: Finding[] = [];
  if (when.kind && !when.kind.some((kind) => kinds.includes(kind)))
    found.push(never(`${place}.when.kind`, "本流程没有这些工单类型", "the pack has no ticket of these kinds"));
  if (when.state && !when.state.some((state) => states.includes(state)))
    found.push(never(`${place}.when.state`, "在这些状态下不适用", "it does not apply in these states"));
  const isJudged = when.kind === undefined || when.kind.includes("complaint");
  if (when.complaint_urgency && !isJudged)
    found.push(
      never(
        `${place}.when.complaint_urgency`,
        "只有投诉才有投诉紧急程度",
        "only complaints are judged by their urgency",
      ),
    );
  const whole: readonly [keyof When, readonly string[]][] = [
    ["kind", kinds],
    ["priority", PRIORITIES],
    ["tier", CUSTOMER_TIERS],
    ["channel", CHANNELS],
    ["state", states],
    ["level", SUPPORT_LEVELS],
  ];
  for (const [key, all] of whole) {
    const given: readonly string[] | undefined = when[key];
    if (given && all.length > 0 && all.every((value) => given.includes(value)))
      found.push(always(`${place}.when.${key}`, "列出了所有可能的值", "it lists every value there is"));
  }
  return found;
}

function unionFindings(pack: Pack, place: string, when: readonly When[]): Finding[] {
  const space = factsSpace(pack, [when]);
  if (!space) return [];
  if (space.every((facts) => matches(when, facts)))
    return [always(`${place}.when`, "各条件合起来涵盖所有工单", "together the conditions take in every ticket")];
  const covered = when.findIndex((one, index) => {
    const others = when.filter((_, other) => other !== index);
    return space.every((facts) => !matches([one], facts) || matches(others, facts));
  });
  return covered < 0
    ? []
    : [
        finding(
          "condition_superfluous",
          `${place}.when[${covered}]`,
          ["已被同列的其他条件涵盖", "is covered by the other conditions of the list"],
          ["去掉这个条件。", "Take it out."],
        ),
      ];
}

function fieldFindings(fields: readonly Field[], { requiredWhen, required }: Field, place: string): Finding[] {
  if (!requiredWhen) return [];
  if (required) return [always(`${place}.required_when`, "该字段本来就必填", "the field is required anyway")];
  const asked = fields.find(({ id }) => id === requiredWhen.field);
  if (!asked) return [];
  const values = asked.type === "boolean" ? ["true", "false"] : asked.options.map(({ id }) => id);
  if (values.length === 0) return [];
  if (!requiredWhen.is.some((value) => values.includes(value)))
    return [never(`${place}.required_when`, "所问字段没有这些取值", "the field asked has none of these values")];
  if (asked.required && values.every((value) => requiredWhen.is.includes(value)))
    return [always(`${place}.required_when`, "列出了所有选项", "it lists every option")];
  return [];
}
