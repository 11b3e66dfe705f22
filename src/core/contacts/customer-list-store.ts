import { sql, type RawBuilder } from "kysely";
import { normalisePhone } from "../../domain/contact/index.ts";
import { isPhone } from "../../domain/search/index.ts";
import type { CustomerTier } from "../../domain/ticket/vocabulary.ts";
import type { Language } from "../../contract/common.ts";
import { CodedError } from "../../contract/coded-error.ts";
import { queries } from "../../platform/db/index.ts";
import type { Tx } from "../../platform/transaction.ts";
import { anywhere, type OrganisationName } from "./contact.ts";

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
  let query = queries(tx)
    .selectFrom("contact as c")
    .leftJoin("organisation as o", "o.id", "c.organisation_id")
    .select(["c.id", "c.name", "c.title", "c.language", "c.blocked", "c.created_at", "c.organisation_id"])
    .select(["o.name as organisation_name", "o.tier"])
    .select([addresses("email").as("emails"), addresses("phone").as("phones")])
    .where("c.merged_into_id", "is", null)
    .where("c.erased_at", "is", null);
  const q = filter.q?.replaceAll("\0", "").trim();
  if (q) query = query.where(sql<boolean>`c.id in (${contactsMatching(q, wholeAddresses)})`);
  if (filter.organisationId) query = query.where("c.organisation_id", "=", filter.organisationId);
  if (filter.withoutOrganisation) query = query.where("c.organisation_id", "is", null);
  if (filter.tier) query = query.where(sql`coalesce(o.tier, 'basic')`, "=", filter.tier);
  if (filter.blocked !== undefined) query = query.where("c.blocked", "=", filter.blocked);
  if (cursor) query = query.where("c.id", "<", cursor);
  const rows = await query
    .orderBy("c.id", "desc")
    .limit(page.limit + 1)
    .execute();
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
  let query = queries(tx)
    .selectFrom("organisation as o")
    .leftJoin("staff_member as s", "s.id", "o.adviser_id")
    .select(["o.id", "o.name", "o.tier", "o.created_at", "o.adviser_id", "s.name as adviser_name"])
    .select(
      sql<
        string[]
      >`array(select d.domain from organisation_domain d where d.organisation_id = o.id order by d.domain)`.as(
        "domains",
      ),
    )
    .select(
      sql<number>`(select count(*) from contact c where c.organisation_id = o.id and c.merged_into_id is null
        and c.erased_at is null)`.as("contacts"),
    )
    .where("o.merged_into_id", "is", null);
  const q = filter.q?.replaceAll("\0", "").trim();
  if (q)
    query = query.where(
      sql<boolean>`o.id in (select id from organisation where ${named("name", q)} union
        select organisation_id from organisation_domain where domain like ${anywhere(q)})`,
    );
  if (filter.tier) query = query.where("o.tier", "=", filter.tier);
  if (filter.adviserId) query = query.where("o.adviser_id", "=", filter.adviserId);
  if (cursor) query = query.where("o.id", "<", cursor);
  const rows = await query
    .orderBy("o.id", "desc")
    .limit(page.limit + 1)
    .execute();
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

function contactsMatching(q: string, wholeAddresses: boolean): RawBuilder<unknown> {
  return sql`select id from contact where ${named("name", q)}
    union select c.id from contact c join organisation o on o.id = c.organisation_id where ${named("o.name", q)}
    union select contact_id from contact_address where ${addressed(q, wholeAddresses)}`;
}

/** Pairs of characters find the rows by index, `like` makes sure; a single character is looked for without. */
function named(column: string, q: string): RawBuilder<boolean> {
  const name = sql.ref(column);
  const like = sql<boolean>`lower(${name}) like ${anywhere(q)}`;
  return [...q].length < 2 ? like : sql<boolean>`(name_grams(${name}) @> name_grams(${q.toLowerCase()}) and ${like})`;
}

const DIGITS_FOUND_MIN = 3;
const ASCII_GRAM = /[a-z0-9]{3}/;

function addressed(q: string, whole: boolean): RawBuilder<boolean> {
  const text = q.toLowerCase();
  const digits = /^[+\d\s().-]+$/.test(q) ? q.replace(/\D/g, "") : "";
  if (whole)
    return sql<boolean>`value in (${text}, ${`+${digits}`}, ${`+86${digits}`}, ${`+86${digits.replace(/^0/, "")}`})`;
  // A whole number is no part of another, and found without reading more for more customers.
  if (isPhone(text)) return sql<boolean>`kind = 'phone' and value = ${normalisePhone(text)}`;
  // The index knows three letters or digits side by side, and in some databases no Chinese ones: for words without them
  // every address would be read, and hardly one is Chinese; one that is is found as a whole.
  if (/[^ -~]/.test(text) && !ASCII_GRAM.test(text))
    return sql<boolean>`kind in ('email', 'phone') and value = ${text}`;
  const byText = sql<boolean>`value like ${anywhere(text)}`;
  return digits.length < DIGITS_FOUND_MIN ? byText : sql<boolean>`(${byText} or value like ${anywhere(digits)})`;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Ids sort by time of making, so that the last one of a page says where the next begins. */
function placeOf(cursor: string | undefined): string | null {
  if (cursor === undefined) return null;
  if (!UUID.test(cursor)) throw new CodedError("cursor_invalid");
  return cursor;
}

function cut<T extends { id: string }>(rows: T[], limit: number): { items: T[]; nextCursor: string | null } {
  const items = rows.slice(0, limit);
  return { items, nextCursor: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
}
