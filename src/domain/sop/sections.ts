import type { When } from "../clocks/index.ts";
import { allCategories } from "./category.ts";
import type { Pack } from "./pack.ts";

export type Identified = readonly { id: string }[];

/** Every list of the pack by the name that it has in the file; categories flat. */
export const sectionsOf = (pack: Pack): Readonly<Record<string, Identified>> => ({
  kinds: pack.kinds,
  categories: allCategories(pack.categories),
  tags: pack.tags,
  "priority.keywords": pack.priority.keywords,
  promises: pack.promises,
  gates: pack.gates,
  steps: pack.steps,
  authorities: pack.authorities,
  forms: pack.forms,
  supplements: pack.supplements,
  surveys: pack.surveys,
  follow_ups: pack.followUps,
  call_backs: pack.callBacks,
  notices: pack.notices,
  scripts: pack.scripts,
  teams: pack.teams,
  channels: pack.channels,
  routes: pack.routes,
  tiers: pack.tiers,
  "complaints.types": pack.complaints.types,
  "complaints.responsibilities": pack.complaints.responsibilities,
  "complaints.handlers": pack.complaints.handlers,
  transfers: pack.transfers,
  on_call: pack.onCall,
  escalation_contacts: pack.escalationContacts,
});

/** What stands under conditions on a ticket, with its place. */
export const conditioned = (pack: Pack): { place: string; when: readonly When[] }[] =>
  Object.entries({
    promises: pack.promises,
    gates: pack.gates,
    routes: pack.routes,
    transfers: pack.transfers,
    call_backs: pack.callBacks,
  }).flatMap(([section, items]) => items.map(({ id, when }) => ({ place: `${section}[${id}]`, when })));
