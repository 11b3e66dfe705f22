import { CodedError } from "../../contract/coded-error.ts";
import { isTooFarAhead } from "../../domain/time/index.ts";
import { newId } from "../../platform/ids.ts";
import type { Tx } from "../../platform/transaction.ts";
import { recordAudit } from "./audit-store.ts";
import { deleteDuty, findDuty, listDuties, writeDuty, type Duty } from "./on-call-store.ts";
import type { Person } from "./person.ts";
import { findStaff, listStaff } from "./staff-store.ts";
import type { ByPerson } from "./teams.ts";

/** No duty is longer: a mistyped year would keep somebody on call for good. */
export const DUTY_DAYS_MAX = 31;

const DAY_MS = 86_400_000;

/**
 * Who is on call for a roster at a moment, whoever began first before the others. Who has left or set himself away is not
 * called; nobody at all is an empty answer, for which the caller has to name the next in line.
 */
export async function onDuty(tx: Tx, rosterId: string, now: number): Promise<Person[]> {
  const duties = await listDuties(tx, { rosterId, from: now, to: now + 1 });
  if (duties.length === 0) return [];
  const people = await listStaff(tx, { ids: duties.map((duty) => duty.staffId) });
  const called = duties.flatMap(({ staffId }) => people.find(({ id }) => id === staffId) ?? []);
  return [...new Set(called)].filter((person) => person.availability !== "away");
}

/**
 * Puts somebody on call, or changes the duty of that id (null: a new one).
 * @throws CodedError person_unknown, not_found, too_far_ahead, invalid_input for a span that is empty or longer than DUTY_DAYS_MAX
 */
export async function putDuty(at: ByPerson, given: Omit<Duty, "id"> & { id: string | null }): Promise<Duty> {
  const span = given.endsAt - given.startsAt;
  if (!(span > 0 && span <= DUTY_DAYS_MAX * DAY_MS)) throw new CodedError("invalid_input", { issues: "endsAt" });
  if (isTooFarAhead(given.startsAt, at.now)) throw new CodedError("too_far_ahead");
  const person = await findStaff(at.tx, given.staffId);
  if (!person?.active) throw new CodedError("person_unknown");
  const before = given.id === null ? null : await findDuty(at.tx, given.id);
  if (given.id !== null && !before) throw new CodedError("not_found");
  const duty = { ...given, id: given.id ?? newId(at.now) };
  await writeDuty(at.tx, duty, at.now);
  await record(at, { before, after: duty, name: person.name });
  return duty;
}

/** Takes a duty away. @throws CodedError not_found */
export async function removeDuty(at: ByPerson, dutyId: string): Promise<void> {
  const before = await findDuty(at.tx, dutyId);
  if (!before) throw new CodedError("not_found");
  await deleteDuty(at.tx, dutyId);
  const name = (await findStaff(at.tx, before.staffId))?.name ?? "";
  await record(at, { before, after: null, name });
}

async function record(
  at: ByPerson,
  { before, after, name }: { before: Duty | null; after: Duty | null; name: string },
): Promise<void> {
  const action = after === null ? "duty.removed" : before === null ? "duty.made" : "duty.changed";
  const about = { kind: "duty", id: (after ?? before)?.id, name } as const;
  const changes = { before: inWords(before), after: inWords(after) };
  await recordAudit(at.tx, { actor: at.by, ip: at.ip, action, target: about, ...changes }, at.now);
}

const inWords = (duty: Duty | null) =>
  duty ? { ...duty, startsAt: new Date(duty.startsAt).toISOString(), endsAt: new Date(duty.endsAt).toISOString() } : {};
