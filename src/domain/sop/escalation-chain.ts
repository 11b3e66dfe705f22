import type { Pack } from "./pack.ts";
import type { EscalationContact } from "./team.ts";

type Contacts = Pick<Pack, "escalationContacts">;

/**
 * Whom an escalation turns to first (REQ: HA-20): the contact of the on-call list, else the one of the team to whom no other of
 * it passes on. Null where the pack names nobody.
 */
export function firstContact(
  { escalationContacts: all }: Contacts,
  to: { rosterId: string | null; teamId: string | null },
): EscalationContact | null {
  const { rosterId, teamId } = to;
  const ofRoster = all.find(({ reach }) => reach.kind === "roster" && reach.rosterId === rosterId);
  if (ofRoster) return ofRoster;
  const ofTeam = all.filter(({ team }) => team === teamId);
  return ofTeam.find(({ id }) => !ofTeam.some(({ next }) => next === id)) ?? null;
}

/** Whom to turn to when a contact has not answered in time; null at the end of the chain. */
export const contactAfter = (
  { escalationContacts }: Contacts,
  contact: EscalationContact | undefined,
): EscalationContact | null => escalationContacts.find(({ id }) => id === contact?.next) ?? null;
