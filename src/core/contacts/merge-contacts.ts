import { CodedError } from "../../contract/coded-error.ts";
import type { Tx } from "../../platform/transaction.ts";
import { addressesOf, moveAddresses } from "./address-store.ts";
import type { Contact } from "./contact.ts";
import { lockContacts, setContactMergedInto, updateContact } from "./contact-store.ts";
import type { CustomerHooks } from "./customer-hooks.ts";
import { findMergerOf, insertMerger, markUndone } from "./merger-store.ts";

export type MergeBy = { staffId: string | null; now: number; hooks: CustomerHooks };
export type MergePair = { fromId: string; intoId: string };

/**
 * Makes one contact of two: tickets and addresses go to `intoId`, and the organisation, if it has none. The other stays
 * as a pointer, so that old links lead on.
 * @throws CodedError merge_customer_into_itself, not_found, contact_gone
 */
export async function mergeContacts(tx: Tx, pair: MergePair, by: MergeBy): Promise<void> {
  const { from, into } = await lockPair(tx, pair);
  const had = await addressesOf(tx, from.id);
  const hasPrimary = new Set((await addressesOf(tx, into.id)).map((address) => address.kind));
  const handed = had.map((address) => ({ ...address, isPrimary: address.isPrimary && !hasPrimary.has(address.kind) }));
  await moveAddresses(tx, { fromContactId: from.id, intoContactId: into.id }, handed);
  const organisationId = into.organisationId ? null : from.organisationId;
  if (organisationId) await updateContact(tx, into, { organisationId }, by.now);
  await setContactMergedInto(tx, from.id, into.id, by.now);
  const move = { ...pair, ticketIds: null, staffId: by.staffId, now: by.now };
  const ticketIds = await by.hooks.onContactsMerged(tx, move);
  const moved = { ticketIds, addresses: had, contactIds: [], domains: [], organisationId };
  await insertMerger(tx, { kind: "contact", ...pair, moved, staffId: by.staffId }, by.now);
}

/**
 * Undoes the merger of a contact: what was moved goes back, what came later stays.
 * @throws CodedError customer_not_merged, contact_gone (the other was merged or erased since: undo that first)
 */
export async function unmergeContact(tx: Tx, contactId: string, by: MergeBy): Promise<{ intoId: string }> {
  const merger = await findMergerOf(tx, contactId);
  if (merger?.kind !== "contact") throw new CodedError("customer_not_merged");
  const [into] = await lockContacts(tx, [merger.intoId]);
  if (!into || into.mergedIntoId || into.erasedAt) throw new CodedError("contact_gone");
  await setContactMergedInto(tx, contactId, null, by.now);
  const back = { fromContactId: into.id, intoContactId: contactId };
  await moveAddresses(tx, back, merger.moved.addresses);
  if (merger.moved.organisationId && into.organisationId === merger.moved.organisationId)
    await updateContact(tx, into, { organisationId: null }, by.now);
  await by.hooks.onContactsMerged(tx, {
    fromId: into.id,
    intoId: contactId,
    ticketIds: merger.moved.ticketIds,
    staffId: by.staffId,
    now: by.now,
  });
  await markUndone(tx, merger.id, by.now);
  return { intoId: into.id };
}

async function lockPair(tx: Tx, pair: MergePair): Promise<{ from: Contact; into: Contact }> {
  if (pair.fromId === pair.intoId) throw new CodedError("merge_customer_into_itself");
  const locked = await lockContacts(tx, [pair.fromId, pair.intoId]);
  const from = locked.find((contact) => contact.id === pair.fromId);
  const into = locked.find((contact) => contact.id === pair.intoId);
  if (!from || !into) throw new CodedError("not_found");
  if (locked.some((contact) => contact.mergedIntoId || contact.erasedAt)) throw new CodedError("contact_gone");
  return { from, into };
}
