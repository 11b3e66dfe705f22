import type { Pack } from "../pack.ts";
import { finding, type Finding } from "./finding.ts";

/** Whom to turn to: circles of contacts, of on-call lists and of steps, and contacts that never pass on. */
export function dutyFindings({ escalationContacts, onCall, steps }: Pack): Finding[] {
  return [
    ...circles(
      "escalation_contacts",
      escalationContacts.map(({ id, next }) => ({ id, leadsTo: next === null ? [] : [next] })),
    ),
    ...circles(
      "on_call",
      onCall.map(({ id, backup }) => ({ id, leadsTo: backup === null ? [] : [backup] })),
    ),
    ...circles(
      "steps",
      steps.map(({ id, after }) => ({ id, leadsTo: after })),
    ),
    ...escalationContacts.flatMap(({ id, afterMs, next }) => passingOn(id, afterMs, next)),
  ];
}

type Linked = { id: string; leadsTo: readonly string[] };

function circles(section: string, all: readonly Linked[]): Finding[] {
  const comesBack = (to: string, { leadsTo }: Linked, seen: ReadonlySet<string>): boolean =>
    leadsTo.some((id) => {
      if (id === to) return true;
      const next = all.find((each) => each.id === id);
      return next !== undefined && !seen.has(id) && comesBack(to, next, new Set([...seen, id]));
    });
  return all
    .filter((each) => comesBack(each.id, each, new Set([each.id])))
    .map(({ id }) =>
      finding(
        section === "steps" ? "step_circle" : "escalation_circle",
        `${section}[${id}]`,
        section === "steps"
          ? ["这些步骤互相等待，永远无法开始", "these steps wait for one another: none can begin"]
          : ["首尾相接，找不到最后负责的人", "leads round in a circle: nobody answers in the end"],
        ["去掉其中一环。", "Take one link of the circle out."],
      ),
    );
}

function passingOn(id: string, afterMs: number | null, next: string | null): Finding[] {
  if ((afterMs === null) === (next === null)) return [];
  return [
    finding(
      "escalation_incomplete",
      `escalation_contacts[${id}]`,
      next === null
        ? ["写了等待时长，却没有下一位联系人", "says how long to wait, and names nobody after that"]
        : ["写了下一位联系人，却没有等待多久", "names who comes next, and not after how long"],
      ["after 与 next 要么都写，要么都不写。", "Give both after and next, or neither."],
    ),
  ];
}
