import type { DraftShape } from "../../contract/inbox-routes.ts";
import {
  contentIdsIn,
  looseUploads,
  namedByContentId,
  presentFile,
  shownByLinks,
  type LinkFor,
} from "../../core/tickets/index.ts";
import { sanitizeHtml } from "../../platform/html/index.ts";
import type { Tx } from "../../platform/transaction.ts";
import type { KeptDraft } from "./draft-store.ts";

/** A draft as it is kept: clean, its pictures named by their files, because links to them expire. */
export const draftToKeep = (html: string, secretKey: string): string =>
  namedByContentId(sanitizeHtml(html, { isOwnImage: (src) => src.startsWith("/files/"), mentions: true }), secretKey);

/** The same with links that work again, and with its files. */
export async function draftForEditor(tx: Tx, draft: KeptDraft, link: LinkFor): Promise<DraftShape> {
  const pictures = contentIdsIn(draft.html).map((id) => ({ id, name: "image", contentId: id }));
  const loose = await looseUploads(tx, draft.attachmentIds, link.staffId);
  const files = loose.map((file) => presentFile(file, link));
  return { ...draft, html: shownByLinks(draft.html, pictures, link), files };
}
