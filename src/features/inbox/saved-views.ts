import { CodedError } from "../../contract/coded-error.ts";
import type { SavedViewShape } from "../../contract/inbox-routes.ts";
import type { SignedIn } from "../../core/staff/index.ts";
import { viewerHas } from "../../domain/permission/index.ts";
import { newId } from "../../platform/ids.ts";
import type { Tx } from "../../platform/transaction.ts";
import {
  countOwnViews,
  findView,
  insertView,
  listViews,
  removeView,
  SAVED_VIEWS_MAX,
  updateView,
  type SavedView,
  type SavedViewFields,
} from "./saved-view-store.ts";

export type ByPerson = { tx: Tx; session: SignedIn; now: number };

const mayShare = (session: SignedIn) => viewerHas(session.viewer, "tickets.override");
const mayChange = (session: SignedIn, view: SavedView) =>
  view.owner.id === session.staffId || (view.shared && mayShare(session));

const shown = (session: SignedIn, view: SavedView): SavedViewShape => ({
  ...view,
  mayChange: mayChange(session, view),
});

export async function savedViews({ tx, session }: ByPerson): Promise<SavedViewShape[]> {
  return (await listViews(tx, session.staffId)).map((view) => shown(session, view));
}

/** @throws CodedError not_permitted for sharing without being a supervisor, saved_views_full */
export async function saveView(by: ByPerson, fields: SavedViewFields): Promise<SavedViewShape> {
  if (fields.shared && !mayShare(by.session)) throw new CodedError("not_permitted");
  if ((await countOwnViews(by.tx, by.session.staffId)) >= SAVED_VIEWS_MAX)
    throw new CodedError("saved_views_full", { viewsMax: SAVED_VIEWS_MAX });
  const id = newId(by.now);
  await insertView(by.tx, { id, ownerId: by.session.staffId }, fields, by.now);
  return requireView(by, id);
}

/** @throws CodedError not_found, not_permitted, conflict */
export async function changeView(
  by: ByPerson,
  which: { id: string; version: number },
  fields: Partial<SavedViewFields>,
): Promise<SavedViewShape> {
  const view = await requireView(by, which.id);
  if (!view.mayChange || (fields.shared && !mayShare(by.session))) throw new CodedError("not_permitted");
  if (!(await updateView(by.tx, which, fields, by.now))) throw new CodedError("conflict");
  return requireView(by, which.id);
}

/** @throws CodedError not_found, not_permitted */
export async function dropView(by: ByPerson, viewId: string): Promise<void> {
  if (!(await requireView(by, viewId)).mayChange) throw new CodedError("not_permitted");
  await removeView(by.tx, viewId);
}

async function requireView({ tx, session }: ByPerson, viewId: string): Promise<SavedViewShape> {
  const view = await findView(tx, session.staffId, viewId);
  if (!view) throw new CodedError("not_found");
  return shown(session, view);
}
