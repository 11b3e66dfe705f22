import { sql, type Expression, type RawBuilder } from "kysely";
import type { CustomerTier } from "../../domain/ticket/vocabulary.ts";
import type { Language } from "../../contract/common.ts";
import { CodedError } from "../../contract/coded-error.ts";
import { PLANNED_ANEW, queries } from "../../platform/db/index.ts";
import { isId } from "../../platform/ids.ts";
import type { Tx } from "../../platform/transaction.ts";
import type { OrganisationName } from "./contact.ts";
import { waysToContact, waysToOrganisation } from "./ways-to-customer-store.ts";

export type CustomerPage = { cursor?: string | undefined; limit: number };

export type ContactFilter = {
  /** A part of the name, the organisation's name, an e-mail address or a phone number. */
  q?: string | undefined;
  organisationId?: string | undefined;
  withoutOrganisation?: boolean | undefined;
  tier?: CustomerTier | undefined;
  blocked?: boolean | undefined;
};

export type ContactRow = {
  id: string;
  name: string;
  title: string;
  organisation: OrganisationName | null;
  emails: string[];
  phones: string[];
  language: Language;
  blocked: boolean;
  createdAt: Date;
};

const addresses = (kind: "email" | "phone") =>
  sql<string[]>`array(select a.value from contact_address a where a.contact_id = c.id and a.kind = ${kind}
    order by a.is_primary desc, a.value)`;

/**
 * Contacts that stand (not merged, not erased), newest first.
 * @param wholeAddresses find addresses only when all of one is given: for people who may not see them in clear
 * @throws CodedError cursor_invalid
 */
export async function listContacts(
  tx: Tx,
  filter: ContactFilter,
  page: CustomerPage,
  wholeAddresses: boolean,
): Promise<{ items: ContactRow[]; nextCursor: string | null }> {
  const cursor = placeOf(page.cursor);
  const newest = queries(tx)
    .selectFrom("contact as c")
    .leftJoin("organisation as o", "o.id", "c.organisation_id")
    .orderBy("c.id", "desc")
    .limit(page.limit + 1);
  let query = newest.where("c.merged_into_id", "is", null).where("c.erased_at", "is", null);
  if (filter.organisationId) query = query.where("c.organisation_id", "=", filter.organisationId);
  if (filter.withoutOrganisation) query = query.where("c.organisation_id", "is", null);
  if (filter.tier) query = query.where(sql`coalesce(o.tier, 'basic')`, "=", filter.tier);
  if (filter.blocked !== undefined) query = query.where("c.blocked", "=", filter.blocked);
  if (cursor) query = query.where("c.id", "<", cursor);
  const shown = (among: typeof newest) =>
    among
      .select(["c.id", "c.name", "c.title", "c.language", "c.blocked", "c.created_at", "c.organisation_id"])
      .select(["o.name as organisation_name", "o.tier"])
      .select([addresses("email").as("emails"), addresses("phone").as("phones")]);
  const q = textOf(filter.q);
  const ways = q ? waysToContact(q, wholeAddresses).map((way) => query.where(way).select("c.id")) : null;
  const rows = ways ? await found(tx, shown(newest.where(amongFirstOf("c.id", ways)))) : await shown(query).execute();
  const items = rows.map((row) => ({
    id: row.id,
    name: row.name,
    title: row.title,
    organisation:
      row.organisation_id && row.organisation_name
        ? { id: row.organisation_id, name: row.organisation_name, tier: row.tier as CustomerTier }
        : null,
    emails: row.emails,
    phones: row.phones,
    language: row.language as Language,
    blocked: row.blocked,
    createdAt: row.created_at,
  }));
  return cut(items, page.limit);
}

const domains = sql<
  string[]
>`array(select d.domain from organisation_domain d where d.organisation_id = o.id order by d.domain)`;
const contactsOf = sql<number>`(select count(*) from contact c where c.organisation_id = o.id
  and c.merged_into_id is null and c.erased_at is null)`;

type OrganisationFilter = {
  q?: string | undefined;
  tier?: CustomerTier | undefined;
  adviserId?: string | undefined;
};

export type OrganisationRow = OrganisationName & {
  domains: string[];
  adviser: { id: string; name: string } | null;
  contacts: number;
  createdAt: Date;
};

/** Organisations that stand, newest first. @throws CodedError cursor_invalid */
export async function listOrganisations(
  tx: Tx,
  filter: OrganisationFilter,
  page: CustomerPage,
): Promise<{ items: OrganisationRow[]; nextCursor: string | null }> {
  const cursor = placeOf(page.cursor);
  const newest = queries(tx)
    .selectFrom("organisation as o")
    .leftJoin("staff_member as s", "s.id", "o.adviser_id")
    .orderBy("o.id", "desc")
    .limit(page.limit + 1);
  let query = newest.where("o.merged_into_id", "is", null);
  if (filter.tier) query = query.where("o.tier", "=", filter.tier);
  if (filter.adviserId) query = query.where("o.adviser_id", "=", filter.adviserId);
  if (cursor) query = query.where("o.id", "<", cursor);
  const shown = (among: typeof newest) =>
    among
      .select(["o.id", "o.name", "o.tier", "o.created_at", "o.adviser_id", "s.name as adviser_name"])
      .select([domains.as("domains"), contactsOf.as("contacts")]);
  const q = textOf(filter.q);
  const ways = q ? waysToOrganisation(q).map((way) => query.where(way).select("o.id")) : null;
  const rows = ways ? await found(tx, shown(newest.where(amongFirstOf("o.id", ways)))) : await shown(query).execute();
  const items = rows.map((row) => ({
    id: row.id,
    name: row.name,
    tier: row.tier as CustomerTier,
    domains: row.domains,
    adviser: row.adviser_id && row.adviser_name ? { id: row.adviser_id, name: row.adviser_name } : null,
    contacts: row.contacts,
    createdAt: row.created_at,
  }));
  return cut(items, page.limit);
}

const textOf = (q: string | undefined) => q?.replaceAll("\0", "").trim();

/** Of each way its newest, and of these the newest: a name that half of them bear is not read to its end. */
function amongFirstOf(id: string, ways: readonly Expression<unknown>[]): RawBuilder<boolean> {
  return sql<boolean>`${sql.ref(id)} in (${sql.join(ways, sql` union all `)})`;
}

/** How many bear a name decides how they are best read. */
async function found<Row>(tx: Tx, rows: Expression<Row>): Promise<Row[]> {
  return (await sql<Row>`${sql.raw(PLANNED_ANEW)}${rows}`.execute(queries(tx))).rows;
}

/** Ids sort by time of making, so that the last one of a page says where the next begins. */
function placeOf(cursor: string | undefined): string | null {
  if (cursor === undefined) return null;
  if (!isId(cursor)) throw new CodedError("cursor_invalid");
  return cursor;
}

function cut<T extends { id: string }>(rows: T[], limit: number): { items: T[]; nextCursor: string | null } {
  const items = rows.slice(0, limit);
  return { items, nextCursor: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
}
