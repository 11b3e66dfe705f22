import type { AuditAction } from "../../contract/audit-actions.ts";
import { CodedError, toCodedError } from "../../contract/coded-error.ts";
import type { CalendarShape, CalendarVersionShape } from "../../contract/procedure-routes.ts";
import { compileCalendar, type WorkingCalendar } from "../../domain/time/index.ts";
import { recordAudit, type SignedIn } from "../../core/staff/index.ts";
import {
  askRefold,
  listCalendarVersions,
  lockCalendar,
  offeredExceptions,
  setShipped,
  updateCalendar,
  type CalendarVersion,
  type StoredCalendar,
} from "../../core/sop/index.ts";
import type { Tx } from "../../platform/transaction.ts";

type ByPerson = { tx: Tx; session: SignedIn; ip: string; now: number };
type Which = { calendarId: string; version: number; reason: string };

export function presentCalendar(stored: StoredCalendar): CalendarShape {
  const { zone, weekly, exceptions } = stored.definition as WorkingCalendar;
  const shape = { id: stored.id, name: stored.name, zone, weekly, exceptions, version: stored.version };
  return structuredClone(shape) as CalendarShape;
}

export const presentCalendarVersion = ({ at, by, reason, ...stored }: CalendarVersion): CalendarVersionShape => ({
  calendar: presentCalendar(stored),
  at: at.toISOString(),
  by,
  reason,
});

/**
 * Changes a calendar after checking that time can be counted by it; what runs by it is folded anew soon.
 * @throws CodedError `calendar_invalid`, `conflict`, `not_found`
 */
export async function changeCalendar(at: ByPerson, wanted: CalendarShape, reason: string): Promise<CalendarShape> {
  await held(at.tx, wanted.id);
  return write(at, wanted, { reason, action: "calendar.changed" });
}

/** Makes an older version the newest. @throws CodedError `not_found`, `conflict`, `calendar_invalid` */
export async function restoreCalendar(at: ByPerson, which: Which & { restored: number }): Promise<CalendarShape> {
  await held(at.tx, which.calendarId);
  const page = { before: which.restored + 1, limit: 1 };
  const [older] = await listCalendarVersions(at.tx, which.calendarId, page);
  if (older?.version !== which.restored) throw new CodedError("not_found");
  const wanted = { ...presentCalendar(older), version: which.version };
  return write(at, wanted, { reason: which.reason, action: "calendar.restored" });
}

/** Takes over the dated days that ship since. @throws CodedError `not_found`, `conflict` */
export async function takeOffer(at: ByPerson, which: Which): Promise<CalendarShape> {
  const stored = await held(at.tx, which.calendarId);
  const offered = offeredExceptions(stored.definition as WorkingCalendar, stored);
  if (offered.length === 0) throw new CodedError("not_found");
  const calendar = presentCalendar(stored);
  // The desk's own come last and win.
  const exceptions = [...(structuredClone(offered) as CalendarShape["exceptions"]), ...calendar.exceptions];
  const wanted = { ...calendar, exceptions, version: which.version };
  const written = await write(at, wanted, { reason: which.reason, action: "calendar.offer_taken" });
  await setShipped(at.tx, stored.id, { shipped: stored.offered, offered: null });
  return written;
}

/** Leaves what ships since, for good. @throws CodedError `not_found` */
export async function leaveOffer(at: ByPerson, calendarId: string): Promise<void> {
  const stored = await held(at.tx, calendarId);
  if (stored.offered === null) throw new CodedError("not_found");
  await setShipped(at.tx, calendarId, { shipped: stored.offered, offered: null });
  await audit(at, { calendar: stored, action: "calendar.offer_left", facts: {} });
}

async function held(tx: Tx, calendarId: string) {
  const stored = await lockCalendar(tx, calendarId);
  if (!stored) throw new CodedError("not_found");
  return stored;
}

type Step = { reason: string; action: AuditAction };

async function write(at: ByPerson, wanted: CalendarShape, { reason, action }: Step): Promise<CalendarShape> {
  const { id, name, zone, weekly, exceptions, version } = wanted;
  const definition = { id, name, zone, weekly, exceptions };
  const compiled = compileCalendar(definition);
  if (!compiled.ok) throw toCodedError(compiled.refusal);
  const calendar = { id, name, definition, version };
  if (!(await updateCalendar(at.tx, calendar, { staffId: at.session.staffId, reason, now: at.now })))
    throw new CodedError("conflict");
  await askRefold(at.tx, id, at.now);
  await audit(at, { calendar, action, facts: { version: version + 1, ...(reason ? { reason } : {}) } });
  return { ...wanted, version: version + 1 };
}

type Entry = { calendar: Pick<StoredCalendar, "id" | "name">; action: AuditAction; facts: Record<string, unknown> };

const audit = (at: ByPerson, { calendar: { id, name }, action, facts }: Entry) =>
  recordAudit(
    at.tx,
    { actor: at.session, ip: at.ip, action, target: { kind: "calendar", id, name: name.zh }, facts },
    at.now,
  );
