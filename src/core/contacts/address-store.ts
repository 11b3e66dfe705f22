import { sql } from "kysely";
import { builtOnce, queries, submit } from "../../platform/db/index.ts";
import type { Tx } from "../../platform/transaction.ts";
import type { Address } from "./contact.ts";

export type StoredAddress = Address & { isPrimary: boolean };

/** Held until the transaction ends, so that two mails of one new sender make one contact. */
export async function lockAddress(tx: Tx, address: Address): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`${address.kind}:${address.value}`}, 0))`.execute(
    queries(tx),
  );
}

/** Who is reached there, and whom that contact was merged into. */
export async function ownerOf(
  tx: Tx,
  address: Address,
): Promise<{ contactId: string; mergedInto: string | null } | null> {
  const [row] = await submit<{ id: string; merged_into_id: string | null }>(tx, reachedAt({ ...address }));
  return row ? { contactId: row.id, mergedInto: row.merged_into_id } : null;
}

const reachedAt = builtOnce<Address>((by, { kind, value }) =>
  by
    .selectFrom("contact_address as a")
    .innerJoin("contact as c", "c.id", "a.contact_id")
    .select(["c.id", "c.merged_into_id"])
    .where("a.kind", "=", kind)
    .where("a.value", "=", value),
);

/** The contact that is reached there now, mergers followed one step, as `ownerOf` says. */
export async function ownerOfAddress(tx: Tx, address: Address): Promise<string | null> {
  const owner = await ownerOf(tx, address);
  return owner && (owner.mergedInto ?? owner.contactId);
}

/** The primary one of each kind first. */
export async function addressesOf(tx: Tx, contactId: string): Promise<StoredAddress[]> {
  const rows = await queries(tx)
    .selectFrom("contact_address")
    .select(["kind", "value", "is_primary"])
    .where("contact_id", "=", contactId)
    .orderBy("kind")
    .orderBy("is_primary", "desc")
    .orderBy("value")
    .execute();
  return rows.map((row) => ({ kind: row.kind as Address["kind"], value: row.value, isPrimary: row.is_primary }));
}

export async function insertAddresses(tx: Tx, contactId: string, addresses: readonly StoredAddress[]): Promise<void> {
  if (!addresses.length) return;
  await submit(
    tx,
    insertedAddresses({
      contactId,
      kinds: addresses.map(({ kind }) => kind),
      values: addresses.map(({ value }) => value),
      primary: addresses.map(({ isPrimary }) => isPrimary),
    }),
  );
}

type AddressLists = { contactId: string; kinds: string[]; values: string[]; primary: boolean[] };

const insertedAddresses = builtOnce<AddressLists>(
  (_, of) => sql`
    insert into contact_address (contact_id, kind, value, is_primary)
    select ${of.contactId}::uuid, * from unnest(${of.kinds}::text[], ${of.values}::text[], ${of.primary}::boolean[])`,
);

/** All addresses of the contacts, or those of one kind. */
export async function deleteAddresses(tx: Tx, contactIds: readonly string[], kind?: Address["kind"]): Promise<void> {
  let query = queries(tx)
    .deleteFrom("contact_address")
    .where("contact_id", "in", [...contactIds]);
  if (kind) query = query.where("kind", "=", kind);
  await query.execute();
}

/** Hands addresses over; they are nobody's primary ones unless `primary` says so. Those that have gone meanwhile stay away. */
export async function moveAddresses(
  tx: Tx,
  move: { fromContactId: string; intoContactId: string },
  addresses: readonly StoredAddress[],
): Promise<void> {
  for (const address of addresses)
    await queries(tx)
      .updateTable("contact_address")
      .set({ contact_id: move.intoContactId, is_primary: address.isPrimary })
      .where("kind", "=", address.kind)
      .where("value", "=", address.value)
      .where("contact_id", "=", move.fromContactId)
      .execute();
}

/** Contacts without an organisation that write from a domain or one below it. */
export async function unattachedAt(tx: Tx, domain: string): Promise<string[]> {
  const suffix = domain.replace(/[\\%_]/g, "\\$&");
  const found = await sql<{ id: string }>`
    select distinct c.id from contact_address a join contact c on c.id = a.contact_id
     where a.kind = 'email' and (a.value like ${`%@${suffix}`} or a.value like ${`%.${suffix}`})
       and c.organisation_id is null and c.merged_into_id is null and c.erased_at is null`.execute(queries(tx));
  return found.rows.map((row) => row.id);
}
