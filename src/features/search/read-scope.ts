import { listContacts, listOrganisations } from "../../core/contacts/index.ts";
import { listStaff, listTeams, type SignedIn } from "../../core/staff/index.ts";
import { sightOf, viewerHas } from "../../domain/permission/index.ts";
import type { Named, SearchFilters } from "../../domain/search/index.ts";
import type { Tx } from "../../platform/transaction.ts";
import { categoriesNamed } from "./scope-store.ts";
import type { SearchScope } from "./search-scope.ts";

const CUSTOMERS_PER_NAME_MAX = 200;

/**
 * Turns the names of filters into ids: people, teams, customers and categories, as far as the person may know them.
 * @param inClear he may see addresses in clear; else a customer is found by the whole of one
 */
export async function readScope(
  tx: Tx,
  filters: SearchFilters,
  session: SignedIn,
  inClear: boolean,
): Promise<SearchScope> {
  const { viewer } = session;
  return {
    sight: sightOf(viewer),
    staffId: session.staffId,
    teamIds: viewer.teamIds,
    timeZone: session.timeZone,
    closed: { state: filters.state, priority: filters.priority, kind: filters.kind, channel: filters.channel },
    assignees: filters.assignee.length ? await people(tx, filters.assignee, session) : null,
    teams: filters.team.length ? await teams(tx, filters.team, session) : null,
    customers: filters.customer.length ? await customers(tx, filters.customer, session, inClear) : null,
    categoryIds: filters.category.length ? await categoriesNamed(tx, filters.category) : null,
    tags: filters.tag,
    numbers: filters.number,
    created: filters.created,
    updated: filters.updated,
  };
}

const namesOf = (asked: readonly Named[]) =>
  asked.flatMap((one) => (one.kind === "named" ? [one.text.toLowerCase()] : []));
const asksFor = (asked: readonly Named[], kind: "me" | "none") => asked.some((one) => one.kind === kind);

async function people(tx: Tx, asked: readonly Named[], session: SignedIn) {
  const names = namesOf(asked);
  const staff = names.length ? await listStaff(tx, { inactive: true }) : [];
  const found = staff.filter((person) =>
    names.some((name) => person.name.toLowerCase().includes(name) || person.email.toLowerCase() === name),
  );
  const ids = [...found.map((person) => person.id), ...(asksFor(asked, "me") ? [session.staffId] : [])];
  return { ids, none: asksFor(asked, "none") };
}

async function teams(tx: Tx, asked: readonly Named[], session: SignedIn) {
  const names = namesOf(asked);
  const all = names.length ? await listTeams(tx) : [];
  const found = all.filter((team) => names.some((name) => team.name.toLowerCase().includes(name)));
  const ids = [...found.map((team) => team.id), ...(asksFor(asked, "me") ? session.viewer.teamIds : [])];
  return { ids, none: asksFor(asked, "none") };
}

/** Somebody who may not see addresses in clear cannot find out by guessing at parts of them. */
async function customers(tx: Tx, names: readonly string[], { viewer }: SignedIn, inClear: boolean) {
  if (!viewerHas(viewer, "contacts.read")) return { contactIds: [], organisationIds: [] };
  const contactIds: string[] = [];
  const organisationIds: string[] = [];
  const page = { limit: CUSTOMERS_PER_NAME_MAX };
  for (const q of names) {
    const contacts = await listContacts(tx, { q }, page, !inClear);
    contactIds.push(...contacts.items.map((contact) => contact.id));
    organisationIds.push(...(await listOrganisations(tx, { q }, page)).items.map((organisation) => organisation.id));
  }
  return { contactIds, organisationIds };
}
