import type { SearchHit } from "../../contract/search-routes.ts";
import { listContacts, listOrganisations } from "../../core/contacts/index.ts";
import { viewerHas, type Viewer } from "../../domain/permission/index.ts";
import { markText, type Term } from "../../domain/search/index.ts";
import type { Tx } from "../../platform/transaction.ts";

const CUSTOMERS_SHOWN_MAX = 3;

/**
 * The customers whose name, address or phone the words are a part of, or the whole for people who may not see addresses in clear;
 * none for people who may not read customers.
 */
export async function searchCustomers(
  tx: Tx,
  viewer: Viewer,
  search: { words: readonly string[]; terms: readonly Term[]; inClear: boolean },
): Promise<SearchHit[]> {
  const q = search.words.join(" ").trim();
  if (!q || !viewerHas(viewer, "contacts.read")) return [];
  const page = { limit: CUSTOMERS_SHOWN_MAX };
  const organisations = await listOrganisations(tx, { q }, page);
  const contacts = await listContacts(tx, { q }, page, !search.inClear);
  return [
    ...organisations.items.map((organisation): SearchHit => ({
      kind: "organisation",
      id: organisation.id,
      name: markText(organisation.name, search.terms),
      tier: organisation.tier,
    })),
    ...contacts.items.map((contact): SearchHit => ({
      kind: "contact",
      id: contact.id,
      name: markText(contact.name, search.terms),
      organisationName: contact.organisation?.name ?? null,
      tier: contact.organisation?.tier ?? null,
    })),
  ];
}
