import { CodedError } from "../../contract/coded-error.ts";
import { canBelongToOrganisation, tidyName } from "../../domain/contact/index.ts";
import type { Tx } from "../../platform/transaction.ts";
import { unattachedAt } from "./address-store.ts";
import type { Organisation, OrganisationProfile, OrganisationTier } from "./contact.ts";
import { moveContacts } from "./contact-store.ts";
import type { CustomerHooks } from "./customer-hooks.ts";
import {
  addDomains,
  domainsTaken,
  insertOrganisation,
  lockOrganisations,
  removeDomains,
  updateOrganisation,
} from "./organisation-store.ts";

type By = { staffId: string | null; now: number; hooks: Pick<CustomerHooks, "onContactsJoined"> };

/**
 * Makes an organisation; contacts that write from its domains and belong nowhere join it, with their tickets.
 * @throws CodedError domain_invalid, domain_taken
 */
export async function makeOrganisation(
  tx: Tx,
  profile: OrganisationProfile & Partial<OrganisationTier>,
  domains: readonly string[],
  by: By,
): Promise<string> {
  const wanted = readDomains(domains);
  await requireFree(tx, wanted, null);
  const organisationId = await insertOrganisation(tx, { ...profile, name: tidyName(profile.name) || "?" }, by.now);
  await takeDomains(tx, organisationId, wanted, by);
  return organisationId;
}

/**
 * Changes an organisation; domains, when given, replace all.
 * @throws CodedError not_found, conflict, contact_gone (merged), domain_invalid, domain_taken
 */
export async function changeOrganisation(
  tx: Tx,
  which: { id: string; version: number },
  change: Partial<OrganisationProfile & OrganisationTier> & { domains?: readonly string[] | undefined },
  by: By,
): Promise<Organisation> {
  const { domains, ...rest } = change;
  const profile = rest.name === undefined ? rest : { ...rest, name: tidyName(rest.name) || "?" };
  const [organisation] = await lockOrganisations(tx, [which.id]);
  if (!organisation) throw new CodedError("not_found");
  if (organisation.mergedIntoId) throw new CodedError("contact_gone");
  if (!(await updateOrganisation(tx, which, profile, by.now))) throw new CodedError("conflict");
  if (domains) {
    const wanted = readDomains(domains);
    await requireFree(tx, wanted, which.id);
    const gone = organisation.domains.filter((domain) => !wanted.includes(domain));
    await removeDomains(tx, which.id, gone);
    const added = wanted.filter((domain) => !organisation.domains.includes(domain));
    await takeDomains(tx, which.id, added, by);
  }
  return organisation;
}

async function takeDomains(tx: Tx, organisationId: string, domains: readonly string[], by: By): Promise<void> {
  await addDomains(tx, organisationId, domains);
  for (const domain of domains) {
    const ids = await unattachedAt(tx, domain);
    if (!ids.length) continue;
    const joined = { fromOrganisationId: null, intoOrganisationId: organisationId, ids };
    const contactIds = await moveContacts(tx, joined, by.now);
    await by.hooks.onContactsJoined(tx, { contactIds, organisationId, staffId: by.staffId, now: by.now });
  }
}

function readDomains(domains: readonly string[]): string[] {
  const read = domains.map((given) => {
    const domain = given.normalize("NFKC").trim().replace(/^.*@/, "").replace(/\.$/, "").toLowerCase();
    if (domain.length > 253 || !canBelongToOrganisation(domain))
      throw new CodedError("domain_invalid", { domain: given });
    return domain;
  });
  return [...new Set(read)];
}

async function requireFree(tx: Tx, domains: readonly string[], organisationId: string | null): Promise<void> {
  const [taken] = await domainsTaken(tx, domains, organisationId);
  if (taken) throw new CodedError("domain_taken", { domain: taken });
}
