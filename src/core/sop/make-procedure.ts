import { clockEvents, foldClocks } from "../../domain/clocks/index.ts";
import { decidePriority } from "../../domain/priority/index.ts";
import { formProblems, missingForTransition, type Pack } from "../../domain/sop/index.ts";
import type { CompiledCalendar } from "../../domain/time/index.ts";
import type { Procedure } from "./procedure.ts";

export type CalendarBook = {
  compiled: ReadonlyMap<string, CompiledCalendar>;
  names: ReadonlyMap<string, { zh: string; en: string }>;
};

/** One version of a pack, ready to be asked, under the calendars as they stand. */
export function makeProcedure(sopVersionId: string, pack: Pack, calendars: CalendarBook): Procedure {
  const lines = new Map(pack.promises.map((line) => [line.id, line]));
  return {
    sopVersionId,
    pack,
    clocks: (events, now) =>
      foldClocks({ lines: pack.promises, calendars: calendars.compiled, events: clockEvents(events), now }),
    line: (lineId) => lines.get(lineId) ?? null,
    calendarName: (calendarId) => calendars.names.get(calendarId) ?? null,
    priority: (asked) => decidePriority(pack.priority, { ...asked, impact: null, urgency: null }),
    demands: (transition, ticket) =>
      missingForTransition(pack, transition, {
        facts: ticket.facts,
        submittedForms: Object.keys(ticket.forms),
        confirmed: ticket.confirmed,
        closingLine: null,
      }),
    checkForm: (formId, content) => {
      const form = pack.forms.find((candidate) => candidate.id === formId);
      return form
        ? { known: true, problems: formProblems(form, content).map(({ problem }) => problem) }
        : { known: false, problems: [] };
    },
  };
}
