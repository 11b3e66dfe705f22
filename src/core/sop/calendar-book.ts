import { toCodedError } from "../../contract/coded-error.ts";
import { compileCalendar, type CompiledCalendar, type WorkingCalendar } from "../../domain/time/index.ts";
import type { Tx } from "../../platform/transaction.ts";
import { listCalendars } from "./calendar-store.ts";
import type { CalendarBook } from "./make-procedure.ts";

/** The desk's working calendars as they stand, ready to count by. @throws CodedError `calendar_invalid` */
export async function readCalendarBook(tx: Tx): Promise<CalendarBook> {
  const calendars = await listCalendars(tx);
  const compiled = new Map<string, CompiledCalendar>();
  for (const { id, definition } of calendars) {
    const made = compileCalendar(definition as WorkingCalendar);
    if (!made.ok) throw toCodedError(made.refusal);
    compiled.set(id, made.value);
  }
  return { compiled, names: new Map(calendars.map(({ id, name }) => [id, name])) };
}
