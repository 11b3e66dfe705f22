import type { Gate, Transition } from "../../src/domain/sop/index.ts";
import type { Procedure } from "../../src/core/sop/index.ts";
import type { TicketEvent, TicketEventBody } from "../../src/domain/ticket/index.ts";
import { addWorkingTime, type CompiledCalendar } from "../../src/domain/time/index.ts";

type Around = { history: readonly TicketEvent[]; now: number; procedure: Procedure; calendars: Calendars };
type Calendars = ReadonlyMap<string, CompiledCalendar>;

/** A closing by merge passes no gate: the other ticket has them before it. */
export function transitionOf(added: readonly TicketEvent[]): Exclude<Transition, "escalate"> | null {
  for (const { body } of added) {
    if (body.type === "solved") return "solve";
    if (body.type === "closed" && body.by !== "merge") return "close";
    if (body.type === "transfer_sent") return "transfer";
  }
  return null;
}

/** Looks through the history for what a demand asks, by itself. */
export function isThere(demand: Gate["demands"][number], { history, ...around }: Around): boolean {
  const bodies = history.map(({ body }) => body);
  const since = bodies.findLastIndex(({ type }) => type === "reopened" || type === "not_solved");
  const recent = bodies.slice(since + 1);
  switch (demand.kind) {
    case "form":
      return recent.some((body) => body.type === "form_submitted" && body.formId === demand.formId);
    case "confirmation":
      return recent.some((body) => body.type === "confirmed");
    case "step":
      return recent.some((body) => body.type === "step_done" && body.stepId === demand.stepId);
    case "approval":
      return isApproved(recent, demand);
    case "watch":
      return isWatched(history.slice(since + 1), demand.lineId, around);
  }
}

function isApproved(
  recent: readonly TicketEventBody[],
  demand: Extract<Gate["demands"][number], { kind: "approval" }>,
): boolean {
  const { of, authorityId } = demand;
  const form = of && recent.findLast((body) => body.type === "form_submitted" && body.formId === of.formId);
  if (of && !form) return true;
  const wanted = form?.type === "form_submitted" ? form.submissionId : null;
  const given = recent.findLast((body) => body.type === "approval_given" && body.authorityId === authorityId);
  return given?.type === "approval_given" && given.submissionId === wanted;
}

function isWatched(
  recent: readonly TicketEvent[],
  lineId: string,
  { now, procedure, calendars }: Omit<Around, "history">,
): boolean {
  const line = procedure.line(lineId);
  const solved = recent.findLast(({ body }) => body.type === "solved");
  const calendar = line && calendars.get(line.calendar);
  if (!line || !solved || !calendar || line.target.type !== "within") return false;
  const due = addWorkingTime(calendar, solved.at, line.target.ms);
  return due.ok && due.value <= now;
}
