import { sql, type RawBuilder } from "kysely";
import type { Override, PackDocument } from "../../domain/sop/index.ts";
import { queries } from "../../platform/db/index.ts";
import type { Tx } from "../../platform/transaction.ts";
import type { Composition } from "./compose-version.ts";
import type { LayerFinding } from "./layer-text.ts";
import { STANDARD_PACK } from "./shipped-library.ts";

export type VersionStatus = "draft" | "checked" | "published" | "retired";
export type Someone = { id: string; name: string };
type Step = { by: Someone | null; at: Date };
export type HeldBack = { shippedDigest: string; findings: number; first: { zh: string; en: string } };

/** A version without its words. */
export type VersionHead = {
  id: string;
  number: number;
  status: VersionStatus;
  name: { zh: string; en: string };
  reason: string;
  revision: number;
  isShipped: boolean;
  created: Step;
  changed: Step;
  proposed: (Step & { reason: string }) | null;
  approvedBy: Someone | null;
  publishedAt: Date | null;
  retiredAt: Date | null;
  openTickets: number;
};

export type Version = VersionHead & {
  layer: string;
  content: PackDocument | null;
  digest: string;
  shippedDigest: string | null;
  origins: Record<string, string>;
  overrides: Override[];
  findings: LayerFinding[];
  heldBack: HeldBack | null;
};

type HeadRow = {
  id: string;
  number: number;
  status: VersionStatus;
  name: { zh: string; en: string } | null;
  reason: string;
  revision: number;
  is_shipped: boolean;
  created_at: Date;
  changed_at: Date;
  proposed_at: Date | null;
  proposal_reason: string;
  published_at: Date | null;
  retired_at: Date | null;
  created_by: Someone | null;
  changed_by: Someone | null;
  proposed_by: Someone | null;
  approved_by: Someone | null;
  open_tickets: number;
};

const someone = (column: string) => sql`(select jsonb_build_object('id', s.id, 'name', s.name) from staff_member s
  where s.id = v.${sql.ref(column)}) as ${sql.ref(column)}`;

const HEAD = sql`v.id, v.number, v.status, v.content -> 'name' as name, v.reason, v.revision, v.layer = '' as is_shipped,
  v.created_at, v.changed_at, v.proposed_at, v.proposal_reason, v.published_at, v.retired_at,
  ${someone("created_by")}, ${someone("changed_by")}, ${someone("proposed_by")}, ${someone("approved_by")},
  (select count(*) from ticket t where t.sop_version_id = v.id and t.state <> 'closed') as open_tickets`;

const UNNAMED = { zh: "（无法读取）", en: "(cannot be read)" };

const asHead = (row: HeadRow): VersionHead => ({
  id: row.id,
  number: row.number,
  status: row.status,
  name: row.name ?? UNNAMED,
  reason: row.reason,
  revision: row.revision,
  isShipped: row.is_shipped,
  created: { by: row.created_by, at: row.created_at },
  changed: { by: row.changed_by, at: row.changed_at },
  proposed: row.proposed_at && { by: row.proposed_by, at: row.proposed_at, reason: row.proposal_reason },
  approvedBy: row.approved_by,
  publishedAt: row.published_at,
  retiredAt: row.retired_at,
  openTickets: row.open_tickets,
});

/** The newest number first, below `before` when it is given. */
export async function listVersions(tx: Tx, page: { before: number | null; limit: number }): Promise<VersionHead[]> {
  const below = page.before === null ? sql`` : sql`and v.number < ${page.before}`;
  const found = await sql<HeadRow>`select ${HEAD} from sop_version v where v.pack_id = ${STANDARD_PACK} ${below}
    order by v.number desc limit ${page.limit}`.execute(queries(tx));
  return found.rows.map(asHead);
}

type FullRow = HeadRow & {
  layer: string;
  content: PackDocument | null;
  digest: string;
  shipped_digest: string | null;
  origins: Record<string, string>;
  overrides: Override[];
  findings: LayerFinding[];
  held_back: HeldBack | null;
};

async function oneVersion(tx: Tx, where: RawBuilder<unknown>): Promise<Version | null> {
  const found =
    await sql<FullRow>`select ${HEAD}, v.layer, v.content, v.digest, v.shipped_digest, v.origins, v.overrides,
      v.findings, v.held_back
    from sop_version v where v.pack_id = ${STANDARD_PACK} and ${where}`.execute(queries(tx));
  const row = found.rows[0];
  if (!row) return null;
  return {
    ...asHead(row),
    layer: row.layer,
    content: row.content,
    digest: row.digest,
    shippedDigest: row.shipped_digest,
    origins: row.origins,
    overrides: row.overrides,
    findings: row.findings,
    heldBack: row.held_back,
  };
}

export const findVersion = (tx: Tx, sopVersionId: string): Promise<Version | null> =>
  oneVersion(tx, sql`v.id = ${sopVersionId}`);

/** As `findVersion`, and holds the row until the transaction ends: one step of a version at a time. */
export const lockVersion = (tx: Tx, sopVersionId: string): Promise<Version | null> =>
  oneVersion(tx, sql`v.id = ${sopVersionId} for update of v`);

export const findPublished = (tx: Tx): Promise<Version | null> => oneVersion(tx, sql`v.status = 'published'`);

/** The composed document alone, of a version of whatever pack. */
export async function contentOf(tx: Tx, sopVersionId: string): Promise<unknown> {
  const row = await queries(tx)
    .selectFrom("sop_version")
    .select("content")
    .where("id", "=", sopVersionId)
    .executeTakeFirst();
  return row?.content ?? null;
}

export async function publishedVersionId(tx: Tx, packId: string): Promise<string | null> {
  const row = await queries(tx)
    .selectFrom("sop_version")
    .select("id")
    .where("pack_id", "=", packId)
    .where("status", "=", "published")
    .executeTakeFirst();
  return row?.id ?? null;
}

/** One publishing or numbering at a time, on however many nodes. */
export async function lockVersions(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('sop_version'))`.execute(queries(tx));
}

/** Call after `lockVersions`. */
export async function nextVersionNumber(tx: Tx): Promise<number> {
  const row = await queries(tx)
    .selectFrom("sop_version")
    .select(({ fn }) => fn.max("number").as("number"))
    .where("pack_id", "=", STANDARD_PACK)
    .executeTakeFirst();
  return Number(row?.number ?? 0) + 1;
}

/** Whether words that ship, by their digest, ever lay under a published version. */
export async function wasPublished(tx: Tx, shippedDigest: string): Promise<boolean> {
  const row = await queries(tx)
    .selectFrom("sop_version")
    .select("id")
    .where("pack_id", "=", STANDARD_PACK)
    .where("shipped_digest", "=", shippedDigest)
    .where("published_at", "is not", null)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

type Given = { layer: string; composition: Composition; by: string | null; now: number };

const columnsOf = ({ layer, composition, by, now }: Given) => ({
  layer,
  content: composition.content === null ? null : JSON.stringify(composition.content),
  digest: composition.digest,
  shipped_digest: composition.shippedDigest,
  origins: JSON.stringify(composition.origins),
  overrides: JSON.stringify(composition.overrides),
  findings: JSON.stringify(composition.findings),
  changed_at: new Date(now),
  changed_by: by,
});

export async function insertDraft(
  tx: Tx,
  draft: Given & { id: string; number: number; reason: string },
): Promise<void> {
  await queries(tx)
    .insertInto("sop_version")
    .values({
      id: draft.id,
      pack_id: STANDARD_PACK,
      number: draft.number,
      status: "draft",
      reason: draft.reason,
      created_by: draft.by,
      created_at: new Date(draft.now),
      ...columnsOf(draft),
    })
    .execute();
}

/** Writes a draft's words: its revision counts up, and a proposal is none any more. */
export async function writeLayer(tx: Tx, sopVersionId: string, given: Given): Promise<void> {
  await queries(tx)
    .updateTable("sop_version")
    .set({ ...columnsOf(given), status: "draft", revision: sql`revision + 1`, ...NO_PROPOSAL })
    .where("id", "=", sopVersionId)
    .execute();
}

const NO_PROPOSAL = { proposed_at: null, proposed_by: null, proposal_reason: "" };

/** Writes what a check came to; who changed the version last stays. */
export async function writeCheck(tx: Tx, sopVersionId: string, composition: Composition): Promise<void> {
  const {
    changed_at: _at,
    changed_by: _by,
    layer: _layer,
    ...columns
  } = columnsOf({
    layer: "",
    composition,
    by: null,
    now: 0,
  });
  const isClean = composition.findings.length === 0;
  await queries(tx)
    .updateTable("sop_version")
    .set({ ...columns, status: isClean ? "checked" : "draft", ...(isClean ? {} : NO_PROPOSAL) })
    .where("id", "=", sopVersionId)
    .execute();
}

/** null: there is no proposal any more, and the version is a draft again. */
export async function writeProposal(
  tx: Tx,
  sopVersionId: string,
  proposal: { by: string | null; reason: string; now: number } | null,
): Promise<void> {
  await queries(tx)
    .updateTable("sop_version")
    .set(
      proposal
        ? { proposed_at: new Date(proposal.now), proposed_by: proposal.by, proposal_reason: proposal.reason }
        : { ...NO_PROPOSAL, status: "draft" },
    )
    .where("id", "=", sopVersionId)
    .execute();
}

/** Publishes; the one published before retires. Call after `lockVersions`. @returns the one that retired */
export async function writePublished(
  tx: Tx,
  sopVersionId: string,
  step: { approvedBy: string | null; reason: string; now: number },
): Promise<{ id: string; number: number } | null> {
  const at = new Date(step.now);
  const retired = await queries(tx)
    .updateTable("sop_version")
    .set({ status: "retired", retired_at: at, held_back: null })
    .where("pack_id", "=", STANDARD_PACK)
    .where("status", "=", "published")
    .returning(["id", "number"])
    .executeTakeFirst();
  await queries(tx)
    .updateTable("sop_version")
    .set({
      status: "published",
      published_at: at,
      retired_at: null,
      reason: step.reason,
      ...(step.approvedBy ? { approved_by: step.approvedBy } : {}),
    })
    .where("id", "=", sopVersionId)
    .execute();
  return retired ?? null;
}

/** Says what keeps newly shipped words from being published, or that nothing does. */
export async function writeHeldBack(tx: Tx, sopVersionId: string, heldBack: HeldBack | null): Promise<void> {
  await queries(tx)
    .updateTable("sop_version")
    .set({ held_back: heldBack && JSON.stringify(heldBack) })
    .where("id", "=", sopVersionId)
    .execute();
}

/** Gives a version of before the layers its origins. */
export async function writeOrigins(tx: Tx, sopVersionId: string, origins: Record<string, string>): Promise<void> {
  await queries(tx)
    .updateTable("sop_version")
    .set({ origins: JSON.stringify(origins) })
    .where("id", "=", sopVersionId)
    .execute();
}

export async function deleteVersion(tx: Tx, sopVersionId: string): Promise<void> {
  await queries(tx).deleteFrom("sop_version").where("id", "=", sopVersionId).execute();
}
