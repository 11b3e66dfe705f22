import { sql } from "kysely";
import type { Language } from "../../contract/common.ts";
import { builtOnce, queries, sendAhead, submit, type DB } from "../../platform/db/index.ts";
import { newId } from "../../platform/ids.ts";
import type { Tx } from "../../platform/transaction.ts";
import type { Selectable } from "kysely";
import type { AddressKind, Contact, ContactProfile } from "./contact.ts";

const MERGERS_FOLLOWED_MAX = 50;
const ERASED_NAME = "—";

type ContactRow = Selectable<DB["contact"]>;

export const asContact = (row: ContactRow): Contact => ({
  id: row.id,
  organisationId: row.organisation_id,
  name: row.name,
  title: row.title,
  language: row.language as Language,
  timeZone: row.time_zone,
  preferredChannel: row.preferred_channel as AddressKind | null,
  note: row.note,
  blocked: row.blocked,
  mergedIntoId: row.merged_into_id,
  erasedAt: row.erased_at,
  version: row.version,
  createdAt: row.created_at,
  updatedAt: row.updated_at,
});

/** The contact, or the one that it was merged into. */
export async function findContact(tx: Tx, contactId: string): Promise<Contact | null> {
  const [row] = await submit<ContactRow>(tx, endOfMergers({ contactId }));
  return row ? asContact(row) : null;
}

const endOfMergers = builtOnce<{ contactId: string }>(
  (_, { contactId }) => sql`
    with recursive chain as (
      select id, merged_into_id, 0 as depth from contact where id = ${contactId}
      union all
      select c.id, c.merged_into_id, chain.depth + 1 from contact c join chain on c.id = chain.merged_into_id
       where chain.depth < ${MERGERS_FOLLOWED_MAX})
    select contact.* from contact join chain using (id) where chain.merged_into_id is null`,
);

export type CardRow = ContactRow & {
  organisation_name: string | null;
  organisation_tier: string | null;
  organisation_merged_into_id: string | null;
  emails: string[];
  phones: string[];
};

/** One contact with what belongs to him, mergers not followed. */
export async function findCardRow(tx: Tx, contactId: string): Promise<CardRow | null> {
  const [row] = await submit<CardRow>(tx, cardOf({ contactId }));
  return row ?? null;
}

const cardOf = builtOnce<{ contactId: string }>(
  (_, { contactId }) => sql`
    select c.*, o.name as organisation_name, o.tier as organisation_tier, o.merged_into_id as organisation_merged_into_id,
           array(select a.value from contact_address a where a.contact_id = c.id and a.kind = 'email'
                  order by a.is_primary desc, a.value) as emails,
           array(select a.value from contact_address a where a.contact_id = c.id and a.kind = 'phone'
                  order by a.is_primary desc, a.value) as phones
      from contact c left join organisation o on o.id = c.organisation_id
     where c.id = ${contactId}`,
  { kind: "same" },
);

/** Locks contacts until the transaction ends, in one order so that two mergers never wait for each other. */
export async function lockContacts(tx: Tx, ids: readonly string[]): Promise<Contact[]> {
  const rows = await queries(tx)
    .selectFrom("contact")
    .selectAll()
    .where("id", "in", [...ids])
    .orderBy("id")
    .forUpdate()
    .execute();
  return rows.map(asContact);
}

/** Keeps a contact from being merged or erased until the transaction ends. */
export async function holdContact(tx: Tx, contactId: string): Promise<void> {
  await queries(tx).selectFrom("contact").select("id").where("id", "=", contactId).forKeyShare().execute();
}

export async function insertContact(tx: Tx, profile: ContactProfile, now: number): Promise<string> {
  const id = newId(now);
  const at = new Date(now);
  const row = { id, name: profile.name, ...asColumns(profile), created_at: at, updated_at: at };
  await sendAhead(tx, insertedContact(row));
  return id;
}

type NewContactRow = { id: string; name: string; created_at: Date; updated_at: Date } & ReturnType<typeof asColumns>;

const insertedContact = builtOnce<NewContactRow>((by, row) => by.insertInto("contact").values(row));

/** @returns false when somebody changed it since `version`. */
export async function updateContact(
  tx: Tx,
  which: { id: string; version: number },
  change: Partial<ContactProfile> & { blocked?: boolean | undefined },
  now: number,
): Promise<boolean> {
  const done = await queries(tx)
    .updateTable("contact")
    .set({
      ...asColumns(change),
      name: change.name,
      blocked: change.blocked,
      version: which.version + 1,
      updated_at: new Date(now),
    })
    .where("id", "=", which.id)
    .where("version", "=", which.version)
    .executeTakeFirst();
  return done.numUpdatedRows === 1n;
}

export async function setContactMergedInto(tx: Tx, contactId: string, intoId: string | null, now: number) {
  await queries(tx)
    .updateTable("contact")
    .set({ merged_into_id: intoId, version: sql`version + 1`, updated_at: new Date(now) })
    .where("id", "=", contactId)
    .execute();
}

/** Gives contacts another organisation; answers those that changed. */
export async function moveContacts(
  tx: Tx,
  move: { fromOrganisationId: string | null; intoOrganisationId: string; ids: readonly string[] | null },
  now: number,
): Promise<string[]> {
  let query = queries(tx)
    .updateTable("contact")
    .set({ organisation_id: move.intoOrganisationId, version: sql`version + 1`, updated_at: new Date(now) })
    .where("organisation_id", "is not distinct from", move.fromOrganisationId)
    .returning("id");
  if (move.ids) query = query.where("id", "in", move.ids.length ? [...move.ids] : [newId(now)]);
  return (await query.execute()).map((row) => row.id);
}

/** The contact and all that were ever merged into it. */
export async function familyOf(tx: Tx, contactId: string): Promise<string[]> {
  const found = await sql<{ id: string }>`
    with recursive family as (
      select id from contact where id = ${contactId}
      union
      select c.id from contact c join family on c.merged_into_id = family.id)
    select id from family`.execute(queries(tx));
  return found.rows.map((row) => row.id);
}

/** Takes away whatever says who the person is. */
export async function blankContacts(tx: Tx, ids: readonly string[], now: number): Promise<void> {
  await queries(tx)
    .updateTable("contact")
    .set({
      name: ERASED_NAME,
      title: "",
      note: "",
      time_zone: null,
      preferred_channel: null,
      erased_at: new Date(now),
      version: sql`version + 1`,
      updated_at: new Date(now),
    })
    .where("id", "in", [...ids])
    .execute();
}

const asColumns = (profile: Partial<ContactProfile>) => ({
  organisation_id: profile.organisationId,
  title: printable(profile.title),
  language: profile.language,
  time_zone: profile.timeZone,
  preferred_channel: profile.preferredChannel,
  note: printable(profile.note),
});

/** PostgreSQL text holds no NUL. */
const printable = (text: string | undefined) => text?.replaceAll("\0", "");
