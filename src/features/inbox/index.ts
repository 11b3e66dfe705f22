import {
  createSavedView,
  deleteSavedView,
  discardDraft,
  exportTickets as exportRoute,
  keepDraft,
  listDrafts,
  listOwnDrafts,
  listSavedViews,
  listTags,
  updateSavedView,
} from "../../contract/inbox-routes.ts";
import { countTickets, listTickets as listRoute } from "../../contract/ticket-list-routes.ts";
import { handle, recordAudit, type StaffSession } from "../../core/staff/index.ts";
import { requireSight } from "../../core/tickets/index.ts";
import { FileAnswer, type HttpRoute } from "../../platform/http/index.ts";
import { COUNTED_MAX, countViews } from "./count-store.ts";
import { draftForEditor, draftToKeep } from "./draft-content.ts";
import { draftsOn, ownDrafts, removeDraft, writeDraft } from "./draft-store.ts";
import { exportTickets } from "./export-tickets.ts";
import { listTickets } from "./list-tickets.ts";
import { changeView, dropView, savedViews, saveView, type ByPerson } from "./saved-views.ts";
import { tagsInUse } from "./tag-store.ts";

/** Lists, counts, saved views, drafts, tags and the export of a list. */
export function inboxFeature(deps: { secretKey: string }): { routes: HttpRoute<StaffSession>[] } {
  return { routes: [...listRoutes(), ...viewRoutes(), ...draftRoutes(deps.secretKey)] };
}

const listRoutes = () => [
  handle(listRoute, ({ tx, session, query }) => {
    const { cursor, limit, sort, id: ids, ...filter } = query;
    return listTickets(tx, session.viewer, { filter, sort, cursor, limit, ids });
  }),
  handle(countTickets, async ({ tx, session }) => ({
    counts: await countViews(tx, session.viewer),
    countedMax: COUNTED_MAX,
  })),
  handle(listTags, async ({ tx, session, query }) => ({ items: await tagsInUse(tx, session.viewer, query.q) })),
  handle(exportRoute, async ({ tx, session, query, language, now, ip }) => {
    const { sort, ...filter } = query;
    const target = { kind: "ticket_list", name: filter.view } as const;
    await recordAudit(tx, { actor: session, ip, action: "tickets.exported", target, facts: { filter } }, now);
    return new FileAnswer(exportTickets(tx, session, { filter, sort, language }), {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": `attachment; filename="tickets-${new Date(now).toISOString().slice(0, 10)}.csv"`,
      "x-content-type-options": "nosniff",
    });
  }),
];

const viewRoutes = () => [
  handle(listSavedViews, async (call) => ({ items: await savedViews(byCaller(call)) })),
  handle(createSavedView, (call) => saveView(byCaller(call), call.body)),
  handle(updateSavedView, (call) => {
    const { version, ...fields } = call.body;
    return changeView(byCaller(call), { id: call.params.viewId, version }, given(fields));
  }),
  handle(deleteSavedView, (call) => dropView(byCaller(call), call.params.viewId)),
];

const draftRoutes = (secretKey: string) => [
  handle(listDrafts, async ({ tx, session, params, now }) => {
    await requireSight(tx, session.viewer, params.ticketId);
    const drafts = await draftsOn(tx, params.ticketId, session.staffId);
    const link = { secretKey, staffId: session.staffId, now };
    return { items: await Promise.all(drafts.map((draft) => draftForEditor(tx, draft, link))) };
  }),
  handle(listOwnDrafts, async ({ tx, session }) => ({ items: await ownDrafts(tx, session.viewer) })),
  handle(keepDraft, async ({ tx, session, params, body, now }) => {
    await requireSight(tx, session.viewer, params.ticketId);
    const content = { ...body, html: draftToKeep(body.html, secretKey) };
    await writeDraft(tx, { ...params, staffId: session.staffId }, content, now);
  }),
  handle(discardDraft, async ({ tx, session, params }) => {
    await requireSight(tx, session.viewer, params.ticketId);
    await removeDraft(tx, { ...params, staffId: session.staffId });
  }),
];

const byCaller = ({ tx, session, now }: ByPerson): ByPerson => ({ tx, session, now });

type Given<T> = { [K in keyof T]?: Exclude<T[K], undefined> };
/** Without the fields that were not given. */
const given = <T extends object>(fields: T): Given<T> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Given<T>;
