import { CodedError, toCodedError } from "../../contract/coded-error.ts";
import type { CalendarShape } from "../../contract/procedure-routes.ts";
import { compileCalendar, type WorkingCalendar } from "../../domain/time/index.ts";
import { recordAudit, type SignedIn } from "../../core/staff/index.ts";
import { listCalendars, updateCalendar, type StoredCalendar } from "../../core/sop/index.ts";
import type { Tx } from "../../platform/transaction.ts";

export function showCalendar(stored: StoredCalendar): CalendarShape {
  const { zone, weekly, exceptions } = stored.definition as WorkingCalendar;
  const shape = { id: stored.id, name: stored.name, zone, weekly, exceptions, version: stored.version };
  return structuredClone(shape) as CalendarShape;
}

/**
 * Changes a calendar after checking that time can be counted by it.
 * @throws CodedError `calendar_invalid`, `conflict`, `not_found`
 */
export async function changeCalendar(
  tx: Tx,
  wanted: CalendarShape,
  by: { session: SignedIn; ip: string; now: number },
): Promise<CalendarShape> {
  const stored = (await listCalendars(tx)).find(({ id }) => id === wanted.id);
  if (!stored) throw new CodedError("not_found");
  const definition = {
    id: wanted.id,
    name: wanted.name,
    zone: wanted.zone,
    weekly: wanted.weekly,
    exceptions: wanted.exceptions,
  };
  const compiled = compileCalendar(definition);
  if (!compiled.ok) throw toCodedError(compiled.refusal);
  const { id, name } = wanted;
  const done = await updateCalendar(
    tx,
    { id, name, definition, version: wanted.version },
    { staffId: by.session.staffId, reason: "", now: by.now },
  );
  if (!done) throw new CodedError("conflict");
  await recordAudit(
    tx,
    {
      actor: by.session,
      ip: by.ip,
      action: "calendar.changed",
      target: { kind: "calendar", id, name: name.zh },
      facts: { version: wanted.version + 1 },
    },
    by.now,
  );
  return { ...wanted, version: wanted.version + 1 };
}
