import {
  approve as approveRoute,
  beginDraft as beginRoute,
  checkVersion,
  discardDraft as discardRoute,
  getDifferences,
  getTrail,
  getVersion,
  listVersions as listRoute,
  propose as proposeRoute,
  putItem as putItemRoute,
  putLayer,
  putSection,
  removeItem,
  rollBack as rollBackRoute,
  withdrawProposal,
} from "../../contract/studio-routes.ts";
import { handle, numberOf, pageFrom, placeOf, type SignedIn, type StaffSession } from "../../core/staff/index.ts";
import { findPublished, listSteps, listVersions } from "../../core/sop/index.ts";
import { viewerHas } from "../../domain/permission/index.ts";
import { diffPacks } from "../../domain/sop/index.ts";
import type { HttpRoute } from "../../platform/http/index.ts";
import type { Tx } from "../../platform/transaction.ts";
import { actOf } from "./act.ts";
import {
  beginDraft,
  checkDraft,
  discardDraft,
  dropItem,
  packOf,
  saveItem,
  saveLayer,
  saveSection,
  versionOf,
} from "./draft.ts";
import { presentHead, presentVersion, withoutSecrets } from "./present-version.ts";
import { approve, propose, rollBack, withdraw } from "./publish.ts";

/** Versions: reading them, drafting, and the way to being published. */
export const versionRoutes = (): HttpRoute<StaffSession>[] => [
  ...readingRoutes(),
  ...draftRoutes(),
  ...publishRoutes(),
];

const shown = async (tx: Tx, versionId: string) => presentVersion(await versionOf({ tx }, versionId));

const asRead = <T extends object>(session: SignedIn, answer: T): T =>
  viewerHas(session.viewer, "sop.write") ? answer : withoutSecrets(answer);

const readingRoutes = () => [
  handle(listRoute, async ({ tx, query }) => {
    const heads = await listVersions(tx, { before: numberOf(query.cursor), limit: query.limit + 1 });
    const items = heads.slice(0, query.limit).map(presentHead);
    return { items, nextCursor: heads.length > query.limit ? String(items.at(-1)?.number) : null };
  }),
  handle(getVersion, async ({ tx, session, params }) => asRead(session, await shown(tx, params.versionId))),
  handle(getDifferences, async ({ tx, session, params, query }) => {
    const version = await versionOf({ tx }, params.versionId);
    const from = query.from === undefined ? await findPublished(tx) : await versionOf({ tx }, query.from);
    const [before, after] = [from && packOf(from), packOf(version)];
    const items = before && after ? diffPacks(before, after) : [];
    return asRead(session, { from: from && presentHead(from), items });
  }),
  handle(getTrail, async ({ tx, params, query }) => {
    const rows = await listSteps(tx, params.versionId, { after: placeOf(query.cursor), limit: query.limit + 1 });
    if (rows.length === 0 && query.cursor === undefined) await versionOf({ tx }, params.versionId);
    const page = pageFrom(rows, query.limit, ({ at, id }) => ({ at, id }));
    return { ...page, items: page.items.map((step) => ({ ...step, at: step.at.toISOString() })) };
  }),
];

const draftRoutes = () => [
  handle(beginRoute, async (call) => shown(call.tx, await beginDraft(actOf(call), call.body))),
  handle(discardRoute, (call) => discardDraft(actOf(call), call.params.versionId)),
  handle(putLayer, async (call) => {
    const { versionId } = call.params;
    await saveLayer(actOf(call), { versionId, revision: call.body.revision }, call.body.text);
    return shown(call.tx, versionId);
  }),
  handle(putItemRoute, async (call) => {
    const { versionId, section, itemId } = call.params;
    const { revision, item } = call.body;
    await saveItem(actOf(call), { versionId, revision }, { section, itemId, item });
    return shown(call.tx, versionId);
  }),
  handle(putSection, async (call) => {
    const { versionId, section } = call.params;
    const { revision, content } = call.body;
    await saveSection(actOf(call), { versionId, revision }, { section, content });
    return shown(call.tx, versionId);
  }),
  handle(removeItem, async (call) => {
    const { versionId, section, itemId } = call.params;
    const { revision, takeAway } = call.query;
    await dropItem(actOf(call), { versionId, revision }, { section, itemId, takeAway });
    return shown(call.tx, versionId);
  }),
  handle(checkVersion, async (call) => {
    await checkDraft(actOf(call), call.params.versionId);
    return shown(call.tx, call.params.versionId);
  }),
];

const publishRoutes = () => [
  handle(proposeRoute, async (call) => {
    await propose(actOf(call), call.params.versionId, call.body.reason);
    return shown(call.tx, call.params.versionId);
  }),
  handle(withdrawProposal, async (call) => {
    await withdraw(actOf(call), call.params.versionId, call.query.reason);
    return shown(call.tx, call.params.versionId);
  }),
  handle(approveRoute, async (call) => {
    await approve(actOf(call), call.params.versionId, call.query.revision);
    return shown(call.tx, call.params.versionId);
  }),
  handle(rollBackRoute, async (call) => {
    await rollBack(actOf(call), call.params.versionId, call.body.reason);
    return shown(call.tx, call.params.versionId);
  }),
];
