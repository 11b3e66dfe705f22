/** Roles of people, from most to least. A collaborator belongs to another department. */
export const ROLES = ["administrator", "supervisor", "agent", "collaborator", "viewer"] as const;
export type Role = (typeof ROLES)[number];

/** What a role lets a person do at all; which tickets is the business of ticket-sight.ts. */
export const ABILITIES = [
  "tickets.read",
  "tickets.reply",
  "tickets.note",
  "tickets.work",
  "tickets.override",
  "tickets.bulk",
  "contacts.read",
  "contacts.write",
  "contacts.merge",
  "contacts.import",
  "personal_data.reveal",
  "people.read",
  "people.manage",
  "settings.read",
  "settings.manage",
  "mailboxes.manage",
  "scripts.write",
  "sop.read",
  "sop.write",
  "audit.read",
  "tokens.own",
  "exports.make",
] as const;
export type Ability = (typeof ABILITIES)[number];

const READING: readonly Ability[] = ["tickets.read", "contacts.read", "people.read", "sop.read"];
const AGENT: readonly Ability[] = [
  ...READING,
  "tickets.reply",
  "tickets.note",
  "tickets.work",
  "tickets.bulk",
  "contacts.write",
  "personal_data.reveal",
  "settings.read",
  "tokens.own",
];

const ABILITIES_OF: Record<Role, ReadonlySet<Ability>> = {
  administrator: new Set(ABILITIES),
  supervisor: new Set([
    ...AGENT,
    "tickets.override",
    "contacts.merge",
    "contacts.import",
    "scripts.write",
    "audit.read",
    "exports.make",
  ]),
  agent: new Set(AGENT),
  collaborator: new Set(["tickets.read", "tickets.note", "people.read"]),
  viewer: new Set(READING),
};

/** The roles that an administrator may mark as owners of the procedure: they write it as he does. */
export const SOP_OWNER_ROLES: readonly Role[] = ["supervisor", "agent"];

export const ownsSop = (person: { role: Role; isSopOwner?: boolean | undefined }): boolean =>
  roleHas(person.role, "sop.write") || (person.isSopOwner === true && SOP_OWNER_ROLES.includes(person.role));

export const roleHas = (role: Role, ability: Ability): boolean => ABILITIES_OF[role].has(ability);
