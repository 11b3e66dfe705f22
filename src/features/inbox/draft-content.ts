import type { DraftShape } from "../../contract/inbox-routes.ts";
import { contentIdsIn, namedByContentId, shownByLinks, type LinkFor } from "../../core/tickets/index.ts";
import { sanitizeHtml } from "../../platform/html/index.ts";

/** A draft as it is kept: clean, its pictures named by their files, because links to them expire. */
export const draftToKeep = (html: string, secretKey: string): string =>
  namedByContentId(sanitizeHtml(html, { isOwnImage: (src) => src.startsWith("/files/"), mentions: true }), secretKey);

/** The same with links that work again. */
export const draftForEditor = (draft: DraftShape, link: LinkFor): DraftShape => {
  const files = contentIdsIn(draft.html).map((id) => ({ id, name: "image", contentId: id }));
  return { ...draft, html: shownByLinks(draft.html, files, link) };
};
