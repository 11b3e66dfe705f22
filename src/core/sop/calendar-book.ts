import { toCodedError } from "../../contract/coded-error.ts";
import { compileCalendar, type CompiledCalendar, type WorkingCalendar } from "../../domain/time/index.ts";
import type { Tx } from "../../platform/transaction.ts";
import { listCalendars } from "./calendar-store.ts";
import type { CalendarBook } from "./make-procedure.ts";

/** The desk's working calendars as they stand, ready to count by. @throws CodedError `calendar_invalid` */
export async function readCalendarBook(tx: Tx): Promise<CalendarBook> {
  const calendars = await listCalendars(tx);
  const compiled = new Map<string, CompiledCalendar>();
  for (const { id, definition } of calendars) compiled.set(id, compiledAs(definition as WorkingCalendar));
  return { compiled, names: new Map(calendars.map(({ id, name }) => [id, name])) };
}

/** A calendar that stands as it was keeps the days that it has computed: a block of them takes a millisecond. */
function compiledAs(definition: WorkingCalendar): CompiledCalendar {
  const text = JSON.stringify(definition);
  const kept = KEPT.get(text);
  if (kept) return kept;
  const made = compileCalendar(definition);
  if (!made.ok) throw toCodedError(made.refusal);
  if (KEPT.size >= CALENDARS_KEPT_MAX) KEPT.clear();
  KEPT.set(text, made.value);
  return made.value;
}

const KEPT = new Map<string, CompiledCalendar>();
const CALENDARS_KEPT_MAX = 100;
