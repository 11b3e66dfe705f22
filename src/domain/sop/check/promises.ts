import { METRIC_RULES, type PromiseLine } from "../../clocks/index.ts";
import { addWorkingTime, nextDailyMoment, nextOpening, type CompiledCalendar } from "../../time/index.ts";
import type { Pack } from "../pack.ts";
import { factsSpace, matches } from "./facts-space.ts";
import { finding, type CheckedAgainst, type Finding } from "./finding.ts";

/** Promises that nobody can keep, that never begin or end, or that say things which never happen. */
export function promiseFindings(pack: Pack, against: CheckedAgainst): Finding[] {
  return pack.promises.flatMap((line) => [
    ...calendarFindings(line, against),
    ...warningFindings(line),
    ...beginningFindings(pack, line),
    ...onceBeforeFindings(pack, line),
    ...cadenceFindings(pack, line, against.calendars),
  ]);
}

function calendarFindings(line: PromiseLine, { calendars, now }: CheckedAgainst): Finding[] {
  const place = `promises[${line.id}]`;
  const calendar = calendars.get(line.calendar);
  if (!calendar)
    return [
      finding(
        "calendar_unknown",
        `${place}.calendar`,
        [`没有工作日历“${line.calendar}”`, `no calendar ${line.calendar}`],
        [`可用的日历：${[...calendars.keys()].join("、")}。`, `The calendars are ${[...calendars.keys()].join(", ")}.`],
      ),
    ];
  if (!nextOpening(calendar, now).ok)
    return [
      finding(
        "calendar_closed",
        `${place}.calendar`,
        [
          `工作日历“${line.calendar}”不再开放，承诺无法履行`,
          `the calendar ${line.calendar} never opens again: nobody can keep it`,
        ],
        ["给日历加上工作时段，或换用其他日历。", "Give the calendar shifts, or name another."],
      ),
    ];
  const { target } = line;
  if ((target.type === "within" || target.type === "every") && !addWorkingTime(calendar, now, target.ms).ok)
    return [
      finding(
        "target_unreachable",
        `${place}.${target.type}`,
        ["在该日历下永远到不了期", "is never reached under its calendar"],
        ["缩短时限，或给日历加上工作时段。", "Shorten the target, or give the calendar more shifts."],
      ),
    ];
  return target.type === "daily" ? dailyFindings(line, { calendar, minute: target.minute, now }) : [];
}

function dailyFindings(
  { id }: PromiseLine,
  { calendar, minute, now }: { calendar: CompiledCalendar; minute: number; now: number },
): Finding[] {
  const isWorked = calendar.week.some((shifts) => shifts.some(({ from, to }) => from < minute && minute <= to));
  const isReached = nextDailyMoment(calendar, now, { minute, skipToday: false }).ok;
  if (isReached && (isWorked || calendar.alwaysOpen || calendar.week.every((shifts) => shifts.length === 0))) return [];
  return [
    finding(
      "daily_outside_hours",
      `promises[${id}].daily`,
      [
        "该时刻不在日历的工作时段内，没有人能在此时同步",
        "lies outside the hours of its calendar, when nobody is there",
      ],
      ["改为工作时段内的时刻。", "Name a time within its hours."],
    ),
  ];
}

function warningFindings({ id, metric, warn, onWarn }: PromiseLine): Finding[] {
  const found: Finding[] = [];
  if (warn.some((share, index) => !(share > 0 && share < 1) || share <= (warn[index - 1] ?? 0)))
    found.push(
      finding(
        "warnings_out_of_order",
        `promises[${id}].warn`,
        ["预警没有按先后排列，或不在到期之前", "the warnings are out of order, or not before the promise is due"],
        ["按从早到晚排列，每个只写一次。", "Write them from the earliest on, each once."],
      ),
    );
  // The end of what is waited out is told as a warning: it needs none before.
  if (warn.length === 0 && onWarn.length > 0 && !METRIC_RULES[metric].waitedOut)
    found.push(
      finding(
        "warning_never_comes",
        `promises[${id}].on_warn`,
        ["没有预警时刻，这些动作永远不会发生", "there is no moment to warn at: this never happens"],
        ["加上 warn，例如 [50%, 80%]，或删去 on_warn。", "Add warn, such as [50%, 80%], or take on_warn out."],
      ),
    );
  return found;
}

/** A clock that only a form can stop, or a follow-up start, wants that form and that rule in the pack. */
function beginningFindings({ forms, followUps }: Pack, { id, metric }: PromiseLine): Finding[] {
  const wanted = metric === "remedy_plan" ? "remedy_plan" : METRIC_RULES[metric].formId;
  const found: Finding[] = [];
  if (wanted !== null && !forms.some((form) => form.id === wanted))
    found.push(
      finding(
        "form_missing",
        `promises[${id}].metric`,
        [`要靠表单“${wanted}”来履行，而流程里没有它`, `is kept by the form ${wanted}, which is not there`],
        [`定义表单 ${wanted}。`, `Define the form ${wanted}.`],
      ),
    );
  if (metric === "remedy_plan" && followUps.length === 0)
    found.push(
      finding(
        "promise_never_begins",
        `promises[${id}].metric`,
        ["没有二次跟进规则，补救时限永远不会开始", "no follow-up rule ever starts it"],
        ["在 follow_ups 中加上规则。", "Add a rule to follow_ups."],
      ),
    );
  return found;
}

/** "Once before the solution" is never due for a ticket that nobody promises a solution. */
function onceBeforeFindings(pack: Pack, line: PromiseLine): Finding[] {
  const { target } = line;
  if (target.type !== "once_before") return [];
  const served = pack.promises.filter(
    ({ metric, target: other }) => metric === target.metric && other.type !== "once_before",
  );
  const space = factsSpace(pack, [line.when, ...served.map(({ when }) => when)]);
  const isServed = (facts: Parameters<typeof matches>[1]) => served.some(({ when }) => matches(when, facts));
  const alone = space?.find((facts) => matches(line.when, facts) && !isServed(facts));
  if (!alone && served.length > 0) return [];
  const words = alone ? [alone.kind, alone.priority, alone.tier].join(" · ") : "";
  return [
    finding(
      "once_before_nothing",
      `promises[${line.id}].once_before`,
      [
        `有的工单（如 ${words}）没有“${METRIC_RULES[target.metric].title.zh}”的时限，永远不会到期`,
        `some tickets (${words}) have no promise of ${target.metric}: it is never due for them`,
      ],
      ["为这些工单加上该时限，或缩小条件。", "Promise it for them too, or narrow the conditions."],
    ),
  ];
}

/** A cadence that is longer than the solution promised to every one of its tickets never comes before it. */
function cadenceFindings(pack: Pack, line: PromiseLine, calendars: ReadonlyMap<string, CompiledCalendar>): Finding[] {
  const { target } = line;
  if (target.type !== "every" || line.metric !== "progress_update") return [];
  const shorter = pack.promises.filter(
    (served) =>
      served.metric === "resolution" &&
      served.target.type === "within" &&
      served.target.ms < target.ms &&
      (served.calendar === line.calendar || calendars.get(served.calendar)?.alwaysOpen === true),
  );
  const space = factsSpace(pack, [line.when, ...shorter.map(({ when }) => when)]);
  const served = space?.filter((facts) => matches(line.when, facts)) ?? [];
  const isShorter = served.length > 0 && served.every((facts) => shorter.some(({ when }) => matches(when, facts)));
  if (!isShorter) return [];
  return [
    finding(
      "cadence_too_long",
      `promises[${line.id}].every`,
      [
        "比这些工单的解决时限还长，解决之前一次也不会同步",
        "is longer than the promised solution of all its tickets: it never comes before it",
      ],
      ["缩短同步频次，或改为解决前一次（once_before: resolution）。", "Shorten it, or say once_before: resolution."],
    ),
  ];
}
