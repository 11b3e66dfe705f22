import type { Effect, PromiseLine } from "../../clocks/index.ts";
import { PRIORITIES, SUPPORT_LEVELS, type Priority } from "../../ticket/vocabulary.ts";
import type { Pack } from "../pack.ts";
import { finding, type Finding } from "./finding.ts";

const RUNGS = [
  ["L2", "L3"],
  ["leader", "supervisor"],
] as const;

/** Escalations that lead back to where they came from, or do nothing. */
export function escalationFindings(pack: Pack): Finding[] {
  return [
    ...pack.promises.flatMap((line) => [
      ...raiseFindings(line),
      ...levelFindings(line),
      ...backwards(line),
      ...askedAgain(line),
    ]),
    ...circles(pack),
  ];
}

const effectsOf = ({ onWarn, onBreach }: PromiseLine): readonly Effect[] => [...onWarn, ...onBreach];

const raisesOf = (line: PromiseLine): Priority[] =>
  effectsOf(line).flatMap((effect) => (effect.do === "raise_priority" ? [effect.to] : []));

/** Priorities of the tickets that a line is for. */
const prioritiesOf = ({ when }: PromiseLine): readonly Priority[] =>
  when.length === 0 ? PRIORITIES : [...new Set(when.flatMap(({ priority }) => priority ?? PRIORITIES))];

function raiseFindings(line: PromiseLine): Finding[] {
  const from = prioritiesOf(line);
  return raisesOf(line)
    .filter((to) => from.every((priority) => PRIORITIES.indexOf(priority) <= PRIORITIES.indexOf(to)))
    .map((to) =>
      finding(
        "raise_without_effect",
        `promises[${line.id}]`,
        [
          `这些工单已经是 ${from.join("、")}，“提升”到 ${to} 没有作用或反而降级`,
          `its tickets are ${from.join(", ")} already: to raise them to ${to} does nothing, or lowers them`,
        ],
        ["改为更高的优先级，或删去该动作。", "Name a higher priority, or take the effect out."],
      ),
    );
}

/** To a level that all of the line's tickets have reached already. */
function levelFindings(line: PromiseLine): Finding[] {
  const from =
    line.when.length === 0 ? SUPPORT_LEVELS : [...new Set(line.when.flatMap(({ level }) => level ?? SUPPORT_LEVELS))];
  const isReached = (to: string) => from.every((level) => level >= to);
  return effectsOf(line).flatMap((effect) =>
    effect.do === "escalate" && (effect.to === "L2" || effect.to === "L3") && isReached(effect.to)
      ? [
          finding(
            "escalation_without_effect",
            `promises[${line.id}]`,
            [
              `这些工单已经在 ${from.join("、")}，升级到 ${effect.to} 没有作用`,
              `its tickets are at ${from.join(", ")} already: to escalate them to ${effect.to} does nothing`,
            ],
            ["改为更高的层级，或删去该动作。", "Name a higher level, or take the effect out."],
          ),
        ]
      : [],
  );
}

/** What asks the customer again whenever he has not answered goes on for ever. */
function askedAgain({ id, metric, onBreach }: PromiseLine): Finding[] {
  if (metric !== "supplement" || !onBreach.some((effect) => effect.do === "ask_supplement")) return [];
  return [
    finding(
      "effect_circle",
      `promises[${id}].on_breach`,
      ["每次到期都再次请客户补充，没有尽头", "asks the customer anew each time it is due, for ever"],
      [
        "到期时改为通知负责人，提醒客户放在 on_warn。",
        "Tell the owner when it is due, and remind the customer in on_warn.",
      ],
    ),
  ];
}

function backwards({ id, onWarn, onBreach }: PromiseLine): Finding[] {
  const rung = (effects: readonly Effect[], rungs: readonly string[]) =>
    Math.max(-1, ...effects.map((effect) => (effect.do === "escalate" ? rungs.indexOf(effect.to) : -1)));
  const isBackwards = RUNGS.some((rungs) => {
    const late = rung(onBreach, rungs);
    return late >= 0 && rung(onWarn, rungs) > late;
  });
  if (!isBackwards) return [];
  return [
    finding(
      "escalation_goes_back",
      `promises[${id}].on_breach`,
      ["到期后升级到的层级低于预警时的层级", "a breach escalates to a lower level than the warning did"],
      ["到期时应升级到同级或更高一级。", "Escalate to the same level or a higher one when it breaks."],
    ),
  ];
}

/** From one priority to another by one promise, and back by the next. */
function circles(pack: Pack): Finding[] {
  const steps = pack.promises.flatMap((line) =>
    raisesOf(line).flatMap((to) =>
      prioritiesOf(line)
        .filter((from) => from !== to)
        .map((from) => ({ line, from, to })),
    ),
  );
  const reaches = (from: Priority, to: Priority, seen: readonly Priority[]): boolean =>
    steps.some(
      (step) =>
        step.from === from && (step.to === to || (!seen.includes(step.to) && reaches(step.to, to, [...seen, step.to]))),
    );
  const inCircle = steps.filter(({ from, to }) => reaches(to, from, [to])).map(({ line }) => line.id);
  return [...new Set(inCircle)].map((id) =>
    finding(
      "escalation_circle",
      `promises[${id}]`,
      [
        "升级动作首尾相接，工单会在几个优先级之间循环",
        "its escalation is part of a circle: a ticket would go round between priorities",
      ],
      ["只向更高的优先级提升。", "Raise only to higher priorities."],
    ),
  );
}
