import { answerableFor, findTeam, listStaff, type Person } from "../../core/staff/index.ts";
import { quietUntil, type Group, type Hearing } from "../../domain/notification/index.ts";
import { sees, sightOf, type SightFacts } from "../../domain/permission/index.ts";
import { newId } from "../../platform/ids.ts";
import type { Tx } from "../../platform/transaction.ts";
import {
  insertNotifications,
  type NewNotification,
  type NotificationData,
  type StopSpan,
} from "./notification-store.ts";
import { DEFAULT_SETTINGS, readSettings, type Settings } from "./settings-store.ts";

/** How long a person has to see it in the app before it is mailed. */
export const MAIL_AFTER_MS = 2 * 60 * 1000;

export type TellDeps = {
  now: () => number;
  publish(rooms: readonly string[], event: string, payload: object): void;
};

/** What there is to tell, and whom it must not reach. */
export type Telling = {
  ticket: { id: string; number: number; subject: string };
  seenBy: SightFacts;
  data: NotificationData;
  /** Who did it: hears nothing of it. */
  byStaffId: string | null;
  /** The stop of the desk that it comes late by. */
  stop: StopSpan | null;
};

export const sightOfPerson = (person: Person) =>
  sightOf({ staffId: person.id, role: person.role, teamIds: person.teamIds, scopes: null });

/**
 * Tells people, each by the ways he has chosen: in the app, by the browser, by mail if it is still unread a while later.
 * In quiet hours mail waits until they are over and the browser stays silent. Whoever may not see the ticket hears
 * nothing, whatever rule named him.
 */
export const tellPeople = (deps: TellDeps, tx: Tx, telling: Telling, hearings: readonly Hearing[]): Promise<void> =>
  tellAll(deps, tx, [{ telling, hearings }]);

/** The same of many tickets: people and settings are read once, and notices written together. */
export async function tellAll(
  deps: TellDeps,
  tx: Tx,
  of: readonly { telling: Telling; hearings: readonly Hearing[] }[],
): Promise<void> {
  const wanted: (Named & { telling: Telling })[] = [];
  for (const { telling, hearings } of of)
    for (const one of await named(tx, telling, hearings))
      if (one.staffId !== telling.byStaffId) wanted.push({ ...one, telling });
  const ids = [...new Set(wanted.map(({ staffId }) => staffId))];
  if (ids.length === 0) return;
  const people = new Map((await listStaff(tx, { ids })).map((person) => [person.id, person]));
  const settings = await readSettings(tx, ids);
  const notices = wanted.flatMap(({ staffId, telling, ...what }) => {
    const person = people.get(staffId);
    if (!person || !sees(sightOfPerson(person), telling.seenBy)) return [];
    return noticeOf(deps, telling, { ...what, person, settings: settings.get(staffId) ?? DEFAULT_SETTINGS });
  });
  const fresh = await insertNotifications(
    tx,
    notices.map(({ row }) => row),
  );
  for (const { row, browser, telling } of notices) {
    if (!fresh.has(row.id) || (!row.inApp && !browser)) continue;
    const { ticket } = telling;
    const payload = { id: row.id, kind: row.kind, ticketId: ticket.id, number: ticket.number, subject: ticket.subject };
    tx.afterCommit(() => deps.publish([roomOf(row.staffId)], "notification.added", { ...payload, browser }));
  }
}

type Named = { staffId: string; kind: Hearing["kind"]; seq: number };

async function named(tx: Tx, { seenBy }: Telling, hearings: readonly Hearing[]): Promise<Named[]> {
  const members: Partial<Record<Group, string[]>> = {};
  const found = new Map<string, Named>();
  for (const { whom, kind, seq } of hearings) {
    const staffIds =
      "staffId" in whom
        ? [whom.staffId]
        : (members[whom.group] ??= (await membersOf(tx, whom.group, seenBy.teamId)).map((person) => person.id));
    for (const staffId of staffIds) found.set(`${staffId} ${kind} ${seq}`, { staffId, kind, seq });
  }
  return [...found.values()];
}

async function membersOf(tx: Tx, group: Group, teamId: string | null): Promise<Person[]> {
  if (group === "leaders") return answerableFor(tx, teamId);
  if (group !== "supervisors") return membersOfTeam(tx, group.slice("asked:".length));
  const supervisors = (await listStaff(tx)).filter((person) => person.role === "supervisor");
  return supervisors.length > 0 ? supervisors : answerableFor(tx, teamId);
}

async function membersOfTeam(tx: Tx, teamId: string): Promise<Person[]> {
  const team = await findTeam(tx, teamId);
  const ids = [...(team?.memberIds ?? []), ...(team?.leaderId ? [team.leaderId] : [])];
  return ids.length === 0 ? [] : (await listStaff(tx, { ids: [...new Set(ids)] })).filter(({ active }) => active);
}

type Notice = { row: NewNotification; browser: boolean; telling: Telling };

/** What a person gets, by the ways he has chosen; nothing when he has chosen none. */
function noticeOf(
  deps: TellDeps,
  telling: Telling,
  to: { person: Person; kind: Hearing["kind"]; seq: number; settings: Settings },
): Notice[] {
  const now = deps.now();
  const { person, kind, seq, settings } = to;
  const ways = settings.choices[kind];
  if (!ways.app && !ways.mail && !ways.browser) return [];
  const quiet = quietUntil(settings.quietHours && { ...settings.quietHours, zone: person.timeZone }, now);
  const row = {
    id: newId(now),
    staffId: person.id,
    kind,
    ticketId: telling.ticket.id,
    seq,
    data: telling.data,
    at: now,
    inApp: ways.app,
    mailAt: ways.mail ? (quiet ?? now + MAIL_AFTER_MS) : null,
    stop: telling.stop,
  };
  return [{ row, browser: ways.browser && quiet === null, telling }];
}

/** The room that a person alone is in. */
export const roomOf = (staffId: string) => `person:${staffId}`;
