import path from "node:path";
import { toCodedError } from "../../contract/coded-error.ts";
import { parsePack } from "../../contract/pack-schema.ts";
import { addJob } from "../../platform/jobs/index.ts";
import { newId } from "../../platform/ids.ts";
import type { Tx } from "../../platform/transaction.ts";
import { offerShippedCalendar, SHIPPED_REASON } from "./offer-shipped-calendar.ts";
import { composeVersion, type Composition } from "./compose-version.ts";
import { CALENDAR_FOLDER, readCalendars, SHIPPED_SOP } from "./read-packs.ts";
import { shippedLibrary } from "./shipped-library.ts";
import { appendStep } from "./trail-store.ts";
import {
  findPublished,
  insertDraft,
  lockVersions,
  nextVersionNumber,
  wasPublished,
  writeHeldBack,
  writeOrigins,
  writePublished,
  type Version,
} from "./version-store.ts";

/** Tells people that a release's words are held back. */
export const HELD_BACK_JOB = "tell_held_back";

/**
 * Takes over what a release brings: its calendars, and its standard pack with the desk's own words over it. Words that the
 * layer does not fit are held back: the published version stays, and says why. Once per release, on however many nodes.
 */
export async function publishShipped(tx: Tx, now: number): Promise<void> {
  for (const calendar of await readCalendars(path.join(SHIPPED_SOP, CALENDAR_FOLDER)))
    await offerShippedCalendar(tx, calendar, now);
  const shipped = await shippedLibrary();
  const parsed = parsePack(shipped.standard.pack);
  if (!parsed.ok) throw toCodedError(parsed.refusal);
  await lockVersions(tx);
  const published = await findPublished(tx);
  if (published && (await wasPublished(tx, shipped.digest))) return knowOrigins(tx, published);
  const number = await nextVersionNumber(tx);
  const composition = await composeVersion(tx, { layer: published?.layer ?? "", number }, now);
  if (published && published.layer !== "" && composition.findings.length > 0)
    return holdBack(tx, published, composition);
  const id = newId(now);
  const layer = published?.layer ?? "";
  await insertDraft(tx, { id, number, reason: SHIPPED_REASON, layer, composition, by: null, now });
  const retired = await writePublished(tx, id, { approvedBy: null, reason: SHIPPED_REASON, now });
  await appendStep(tx, { versionId: id, staffId: null, action: "published", reason: SHIPPED_REASON }, now);
  if (retired)
    await appendStep(
      tx,
      { versionId: retired.id, staffId: null, action: "retired", facts: { followed_by: number } },
      now,
    );
}

/** Versions of before the layers do not say which pack an item comes from. */
async function knowOrigins(tx: Tx, published: Version): Promise<void> {
  const { standard, digest } = await shippedLibrary();
  if (published.digest === digest && Object.keys(published.origins).length === 0)
    await writeOrigins(tx, published.id, Object.fromEntries(standard.origins));
}

/** The desk's administrators are told once of each release. */
async function holdBack(tx: Tx, published: Version, composition: Composition): Promise<void> {
  if (published.heldBack?.shippedDigest === composition.shippedDigest) return;
  await writeHeldBack(tx, published.id, heldBack(composition));
  await addJob(tx, HELD_BACK_JOB, {});
}

const heldBack = ({ shippedDigest, findings }: Composition) => ({
  shippedDigest,
  findings: findings.length,
  first: findings[0]?.says ?? { zh: "", en: "" },
});
