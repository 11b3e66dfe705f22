import { sql } from "kysely";
import { owningDomains } from "../../domain/contact/index.ts";
import type { CustomerTier } from "../../domain/ticket/vocabulary.ts";
import { queries } from "../../platform/db/index.ts";
import { newId } from "../../platform/ids.ts";
import type { Tx } from "../../platform/transaction.ts";
import type { Organisation, OrganisationProfile, OrganisationTier } from "./contact.ts";

function organisations(tx: Tx) {
  return (
    queries(tx)
      .selectFrom("organisation as o")
      .selectAll("o")
      // A day has no zone: a moment would be another day elsewhere.
      .select(sql<string | null>`to_char(o.customer_since, 'YYYY-MM-DD')`.as("since"))
      .select(
        sql<
          string[]
        >`array(select d.domain from organisation_domain d where d.organisation_id = o.id order by d.domain)`.as(
          "domains",
        ),
      )
  );
}

type Row = Awaited<ReturnType<ReturnType<typeof organisations>["executeTakeFirstOrThrow"]>>;

const asOrganisation = (row: Row): Organisation => ({
  id: row.id,
  name: row.name,
  tier: row.tier as CustomerTier,
  adviserId: row.adviser_id,
  note: row.note,
  basis: { paid: row.paid_cny, since: row.since, users: row.user_count },
  byHand:
    row.tier_override === null
      ? null
      : {
          tier: row.tier_override as CustomerTier,
          reason: row.tier_reason,
          until: row.tier_until?.getTime() ?? null,
        },
  domains: row.domains,
  mergedIntoId: row.merged_into_id,
  version: row.version,
  createdAt: row.created_at,
  updatedAt: row.updated_at,
});

const MERGERS_FOLLOWED_MAX = 50;

/** The organisation, or the one that it was merged into. */
export async function findOrganisation(tx: Tx, organisationId: string): Promise<Organisation | null> {
  let wanted: string | null = organisationId;
  for (let step = 0; wanted !== null && step < MERGERS_FOLLOWED_MAX; step += 1) {
    const row: Row | undefined = await organisations(tx).where("o.id", "=", wanted).executeTakeFirst();
    if (!row) return null;
    if (row.merged_into_id === null) return asOrganisation(row);
    wanted = row.merged_into_id;
  }
  return null;
}

export async function findOrganisationNamed(tx: Tx, name: string): Promise<Organisation | null> {
  const row = await organisations(tx)
    .where(sql`lower(o.name)`, "=", name.toLowerCase())
    .where(sql<boolean>`name_grams(o.name) @> name_grams(${name})`)
    .where("o.merged_into_id", "is", null)
    .orderBy("o.id")
    .executeTakeFirst();
  return row ? asOrganisation(row) : null;
}

export async function lockOrganisations(tx: Tx, ids: readonly string[]): Promise<Organisation[]> {
  await queries(tx)
    .selectFrom("organisation")
    .select("id")
    .where("id", "in", [...ids])
    .orderBy("id")
    .forUpdate()
    .execute();
  const rows = await organisations(tx)
    .where("o.id", "in", [...ids])
    .orderBy("o.id")
    .execute();
  return rows.map(asOrganisation);
}

/** Whose mail domain it is, looking upwards from the whole domain. */
export async function ownerOfDomain(tx: Tx, domain: string): Promise<string | null> {
  const candidates = owningDomains(domain);
  if (!candidates.length) return null;
  const row = await queries(tx)
    .selectFrom("organisation_domain")
    .select("organisation_id")
    .where("domain", "in", candidates)
    .orderBy(sql`length(domain)`, "desc")
    .executeTakeFirst();
  return row?.organisation_id ?? null;
}

/** Which of the domains another organisation has. */
export async function domainsTaken(tx: Tx, domains: readonly string[], byOthersThan: string | null) {
  if (!domains.length) return [];
  const rows = await queries(tx)
    .selectFrom("organisation_domain")
    .select("domain")
    .where("domain", "in", [...domains])
    .where("organisation_id", "is distinct from", byOthersThan)
    .execute();
  return rows.map((row) => row.domain);
}

const tierColumns = ({ basis, byHand }: Partial<OrganisationTier>) => ({
  ...(basis ? { paid_cny: basis.paid, customer_since: basis.since, user_count: basis.users } : {}),
  ...(byHand === undefined
    ? {}
    : {
        tier_override: byHand?.tier ?? null,
        tier_reason: byHand?.reason ?? "",
        tier_until: byHand?.until == null ? null : new Date(byHand.until),
      }),
});

/** Organisations whose tier may change by the day, after an id; those merged away are left out. */
export async function organisationsToRetier(tx: Tx, afterId: string | null, limit: number): Promise<Organisation[]> {
  const rows = await organisations(tx)
    .where("o.merged_into_id", "is", null)
    .where(
      sql<boolean>`(o.paid_cny is not null or o.customer_since is not null or o.user_count is not null or o.tier_override is not null)`,
    )
    .$if(afterId !== null, (query) => query.where("o.id", ">", afterId as string))
    .orderBy("o.id")
    .limit(limit)
    .execute();
  return rows.map(asOrganisation);
}

export async function insertOrganisation(
  tx: Tx,
  profile: OrganisationProfile & Partial<OrganisationTier>,
  now: number,
): Promise<string> {
  const id = newId(now);
  await queries(tx)
    .insertInto("organisation")
    .values({
      id,
      name: profile.name,
      tier: profile.tier,
      adviser_id: profile.adviserId,
      note: profile.note.replaceAll("\0", ""),
      ...tierColumns(profile),
      created_at: new Date(now),
      updated_at: new Date(now),
    })
    .execute();
  return id;
}

/** @returns false when somebody changed it since `version`. */
export async function updateOrganisation(
  tx: Tx,
  which: { id: string; version: number },
  change: Partial<OrganisationProfile & OrganisationTier>,
  now: number,
): Promise<boolean> {
  const done = await queries(tx)
    .updateTable("organisation")
    .set({
      name: change.name,
      tier: change.tier,
      adviser_id: change.adviserId,
      note: change.note?.replaceAll("\0", ""),
      ...tierColumns(change),
      version: which.version + 1,
      updated_at: new Date(now),
    })
    .where("id", "=", which.id)
    .where("version", "=", which.version)
    .executeTakeFirst();
  return done.numUpdatedRows === 1n;
}

export async function setOrganisationMergedInto(tx: Tx, organisationId: string, intoId: string | null, now: number) {
  await queries(tx)
    .updateTable("organisation")
    .set({ merged_into_id: intoId, version: sql`version + 1`, updated_at: new Date(now) })
    .where("id", "=", organisationId)
    .execute();
}

export async function addDomains(tx: Tx, organisationId: string, domains: readonly string[]): Promise<void> {
  if (!domains.length) return;
  await queries(tx)
    .insertInto("organisation_domain")
    .values(domains.map((domain) => ({ domain, organisation_id: organisationId })))
    .execute();
}

export async function removeDomains(tx: Tx, organisationId: string, domains: readonly string[]): Promise<void> {
  if (!domains.length) return;
  await queries(tx)
    .deleteFrom("organisation_domain")
    .where("organisation_id", "=", organisationId)
    .where("domain", "in", [...domains])
    .execute();
}

export async function moveDomains(
  tx: Tx,
  move: { fromOrganisationId: string; intoOrganisationId: string },
  domains: readonly string[],
): Promise<void> {
  if (!domains.length) return;
  await queries(tx)
    .updateTable("organisation_domain")
    .set({ organisation_id: move.intoOrganisationId })
    .where("organisation_id", "=", move.fromOrganisationId)
    .where("domain", "in", [...domains])
    .execute();
}
