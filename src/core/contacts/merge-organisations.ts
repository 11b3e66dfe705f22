import { CodedError } from "../../contract/coded-error.ts";
import type { Tx } from "../../platform/transaction.ts";
import type { Organisation } from "./contact.ts";
import { moveContacts } from "./contact-store.ts";
import type { MergeBy, MergePair } from "./merge-contacts.ts";
import { findMergerOf, insertMerger, markUndone } from "./merger-store.ts";
import { lockOrganisations, moveDomains, setOrganisationMergedInto } from "./organisation-store.ts";

/**
 * Makes one organisation of two: contacts, domains and tickets go to `intoId`, whose name and tier stand.
 * @throws CodedError merge_customer_into_itself, not_found, contact_gone
 */
export async function mergeOrganisations(tx: Tx, pair: MergePair, by: MergeBy): Promise<void> {
  const { from, into } = await lockPair(tx, pair);
  const move = { fromOrganisationId: from.id, intoOrganisationId: into.id };
  const contactIds = await moveContacts(tx, { ...move, ids: null }, by.now);
  await moveDomains(tx, move, from.domains);
  await setOrganisationMergedInto(tx, from.id, into.id, by.now);
  const tickets = { ...pair, ticketIds: null, staffId: by.staffId, now: by.now };
  const ticketIds = await by.hooks.onOrganisationsMerged(tx, tickets);
  const moved = { ticketIds, addresses: [], contactIds, domains: from.domains, organisationId: null };
  await insertMerger(tx, { kind: "organisation", ...pair, moved, staffId: by.staffId }, by.now);
}

/**
 * Undoes the merger of an organisation: what was moved goes back, what came later stays.
 * @throws CodedError customer_not_merged, contact_gone (the other was merged since: undo that first)
 */
export async function unmergeOrganisation(tx: Tx, organisationId: string, by: MergeBy): Promise<{ intoId: string }> {
  const merger = await findMergerOf(tx, organisationId);
  if (merger?.kind !== "organisation") throw new CodedError("customer_not_merged");
  const [into] = await lockOrganisations(tx, [merger.intoId]);
  if (!into || into.mergedIntoId) throw new CodedError("contact_gone");
  await setOrganisationMergedInto(tx, organisationId, null, by.now);
  const back = { fromOrganisationId: into.id, intoOrganisationId: organisationId };
  await moveContacts(tx, { ...back, ids: merger.moved.contactIds }, by.now);
  await moveDomains(tx, back, merger.moved.domains);
  await by.hooks.onOrganisationsMerged(tx, {
    fromId: into.id,
    intoId: organisationId,
    ticketIds: merger.moved.ticketIds,
    staffId: by.staffId,
    now: by.now,
  });
  await markUndone(tx, merger.id, by.now);
  return { intoId: into.id };
}

async function lockPair(tx: Tx, pair: MergePair): Promise<{ from: Organisation; into: Organisation }> {
  if (pair.fromId === pair.intoId) throw new CodedError("merge_customer_into_itself");
  const locked = await lockOrganisations(tx, [pair.fromId, pair.intoId]);
  const from = locked.find((organisation) => organisation.id === pair.fromId);
  const into = locked.find((organisation) => organisation.id === pair.intoId);
  if (!from || !into) throw new CodedError("not_found");
  if (from.mergedIntoId || into.mergedIntoId) throw new CodedError("contact_gone");
  return { from, into };
}
