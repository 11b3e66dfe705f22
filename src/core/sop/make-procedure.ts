import { clockEvents, foldClocks } from "../../domain/clocks/index.ts";
import { decidePriority } from "../../domain/priority/index.ts";
import { formProblems, missingForTransition, type Pack } from "../../domain/sop/index.ts";
import type { TicketEvent } from "../../domain/ticket/index.ts";
import { addWorkingTime, type CompiledCalendar } from "../../domain/time/index.ts";
import type { Procedure } from "./procedure.ts";

export type CalendarBook = {
  compiled: ReadonlyMap<string, CompiledCalendar>;
  names: ReadonlyMap<string, { zh: string; en: string }>;
};

/** One version of a pack, ready to be asked, under the calendars as they stand. */
export function makeProcedure(sopVersionId: string, pack: Pack, calendars: CalendarBook): Procedure {
  const lineOf = (lineId: string) => pack.promises.find(({ id }) => id === lineId) ?? null;
  const fold = (events: readonly TicketEvent[], now: number, ledgers: boolean) =>
    foldClocks({
      lines: pack.promises,
      calendars: calendars.compiled,
      events: clockEvents(events),
      // A clock that was set back: what has happened stays happened, what was told stays told.
      now: Math.max(now, events.at(-1)?.at ?? now),
      ledgers,
    });
  /** Whether a line's time has passed since a moment, by its calendar. */
  const ranOut = (lineId: string, since: number | null, now: number): boolean => {
    const line = lineOf(lineId);
    const calendar = line && calendars.compiled.get(line.calendar);
    if (since === null || !calendar || line.target.type !== "within") return false;
    const due = addWorkingTime(calendar, since, line.target.ms);
    return due.ok && due.value <= now;
  };
  return {
    sopVersionId,
    pack,
    clocks: (events, now) => fold(events, now, false),
    explainedClocks: (events, now) => fold(events, now, true),
    line: lineOf,
    calendarName: (calendarId) => calendars.names.get(calendarId) ?? null,
    priority: (asked) => decidePriority(pack.priority, { ...asked, impact: null, urgency: null }),
    demands: (transition, ticket, { now, confirmed = ticket.confirmed, closingLine = null }) =>
      missingForTransition(pack, transition, {
        facts: ticket.facts,
        forms: ticket.forms,
        confirmed,
        steps: ticket.steps,
        approvals: ticket.approvals,
        ranOut: (lineId) => ranOut(lineId, ticket.solvedAt, now),
        closingLine,
      }),
    checkForm: (formId, content) => {
      const form = pack.forms.find((candidate) => candidate.id === formId);
      return form
        ? { known: true, problems: formProblems(form, content).map(({ problem }) => problem) }
        : { known: false, problems: [] };
    },
  };
}
