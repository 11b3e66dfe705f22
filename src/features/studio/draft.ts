import { CodedError } from "../../contract/coded-error.ts";
import { parsePack, readPublishedPack } from "../../contract/pack-schema.ts";
import { LAYER_CHARS_MAX } from "../../contract/studio-routes.ts";
import {
  composeVersion,
  deleteVersion,
  findPublished,
  findVersion,
  insertDraft,
  lockVersion,
  lockVersions,
  nextVersionNumber,
  putItem,
  takeItemAway,
  takeItemBack,
  writeCheck,
  writeLayer,
  writeSection,
  type Version,
} from "../../core/sop/index.ts";
import type { Pack } from "../../domain/sop/index.ts";
import { newId } from "../../platform/ids.ts";
import { record, type Act } from "./act.ts";

/** @throws CodedError `version_unknown` */
export async function versionOf(act: Pick<Act, "tx">, versionId: string): Promise<Version> {
  const found = await findVersion(act.tx, versionId);
  if (!found) throw new CodedError("version_unknown");
  return found;
}

/** @throws CodedError `pack_invalid` for words that are no pack yet */
export function packOf({ content, findings, publishedAt }: Version): Pack {
  const parsed = publishedAt ? readPublishedPack(content) : parsePack(content);
  if (parsed.ok) return parsed.value;
  throw new CodedError("pack_invalid", { problems: findings.map(({ place }) => place) });
}

/** The version with its row held. @throws CodedError `version_unknown` */
export async function held(act: Act, versionId: string): Promise<Version> {
  const found = await lockVersion(act.tx, versionId);
  if (!found) throw new CodedError("version_unknown");
  return found;
}

/** @throws CodedError `version_unknown`, `version_not_draft` */
async function heldDraft(act: Act, versionId: string): Promise<Version> {
  const version = await held(act, versionId);
  if (version.status === "draft" || version.status === "checked") return version;
  throw new CodedError("version_not_draft", { number: version.number });
}

/** A draft with the words of another version, the published one for null. @throws CodedError `version_unknown`, `no_procedure` */
export async function beginDraft(act: Act, given: { from: string | null; reason: string }): Promise<string> {
  const source = given.from === null ? await findPublished(act.tx) : await versionOf(act, given.from);
  if (!source) throw new CodedError("no_procedure");
  await lockVersions(act.tx);
  const number = await nextVersionNumber(act.tx);
  const { layer } = source;
  const composition = await composeVersion(act.tx, { layer, number }, act.now);
  const id = newId(act.now);
  const by = act.by?.id ?? null;
  await insertDraft(act.tx, { id, number, reason: given.reason, layer, composition, by, now: act.now });
  await record(act, { id, number }, { action: "begun", reason: given.reason, facts: { from: source.number } });
  return id;
}

/** Throws a draft away; its trail stays. @throws CodedError `version_unknown`, `version_not_draft` */
export async function discardDraft(act: Act, versionId: string): Promise<void> {
  const draft = await heldDraft(act, versionId);
  await record(act, draft, { action: "discarded", facts: { number: draft.number } });
  await deleteVersion(act.tx, versionId);
}

type Saving = { versionId: string; revision: number };

/**
 * Saves a draft's words, also wrong ones. Whoever saw an older revision does not overwrite the newer one.
 * @throws CodedError `version_unknown`, `version_not_draft`, `conflict`, `layer_too_long`
 */
export const saveLayer = (act: Act, saving: Saving, text: string): Promise<void> => save(act, saving, () => text);

type Place = { section: string; itemId: string };

/** Writes one item into a draft's words. @throws CodedError as `saveLayer`, `layer_unreadable`, `invalid_input` */
export const saveItem = (act: Act, saving: Saving, given: Place & { item: Record<string, unknown> }): Promise<void> =>
  save(act, saving, ({ layer }) => putItem(layer, given, given.item));

/**
 * Takes the desk's own item back; with `takeAway` what ships of that id goes as well.
 * @throws CodedError as `saveItem`, `item_not_own`
 */
export const dropItem = (act: Act, saving: Saving, given: Place & { takeAway: boolean }): Promise<void> =>
  save(act, saving, ({ layer }) => {
    if (given.takeAway) return takeItemAway(layer, given);
    const text = takeItemBack(layer, given);
    if (text === null) throw new CodedError("item_not_own", { item: `${given.section}[${given.itemId}]` });
    return text;
  });

/** Says what a section that is one whole shall be. @throws CodedError as `saveItem` */
export const saveSection = (
  act: Act,
  saving: Saving,
  given: { section: string; content: Record<string, unknown> },
): Promise<void> => save(act, saving, ({ layer }) => writeSection(layer, given.section, given.content));

async function save(act: Act, saving: Saving, change: (draft: Version) => string | Promise<string>): Promise<void> {
  const draft = await heldDraft(act, saving.versionId);
  if (draft.revision !== saving.revision) throw new CodedError("conflict");
  const layer = await change(draft);
  if (layer === draft.layer) return;
  if (layer.length > LAYER_CHARS_MAX) throw new CodedError("layer_too_long", { charsMax: LAYER_CHARS_MAX });
  const composition = await composeVersion(act.tx, { layer, number: draft.number }, act.now);
  await writeLayer(act.tx, draft.id, { layer, composition, by: act.by?.id ?? null, now: act.now });
  const facts = { revision: draft.revision + 1, findings: composition.findings.length };
  await record(act, draft, { action: "changed", facts });
}

/** Checks a draft against the shipped words and calendars of now. @throws CodedError `version_unknown`, `version_not_draft` */
export async function checkDraft(act: Act, versionId: string): Promise<void> {
  const draft = await heldDraft(act, versionId);
  const composition = await composeVersion(act.tx, draft, act.now);
  await writeCheck(act.tx, draft.id, composition);
  const findings = composition.findings.length;
  await record(act, draft, { action: findings === 0 ? "checked" : "check_failed", facts: { findings } });
}
