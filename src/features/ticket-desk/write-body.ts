import { CodedError } from "../../contract/coded-error.ts";
import { contentIdsIn, looseUploads, namedByContentId } from "../../core/tickets/index.ts";
import { htmlToText, sanitizeHtml } from "../../platform/html/index.ts";
import type { ByPerson } from "./deps.ts";

export type Body = {
  html: string;
  text: string;
  /** Everything to attach: what was given and what the text shows. */
  attachmentIds: string[];
  /** Those that the text shows. */
  inlineIds: string[];
};

/**
 * What a person wrote, clean, with its pictures named by their files. A picture that is not an upload of his own is
 * left named and shows nothing, so that nobody's file is handed on by its address.
 * @throws CodedError invalid_input when nothing is said and nothing attached
 */
export async function writeBody(
  { tx, session }: ByPerson,
  written: { html: string; attachmentIds: readonly string[]; mentions: boolean },
  secretKey: string,
): Promise<Body> {
  const clean = sanitizeHtml(written.html, {
    isOwnImage: (src) => src.startsWith("/files/"),
    mentions: written.mentions,
  });
  const html = namedByContentId(clean, secretKey);
  const inline = await looseUploads(tx, contentIdsIn(html), session.staffId);
  const inlineIds = inline.map(({ id }) => id);
  const attachmentIds = [...new Set([...written.attachmentIds, ...inlineIds])];
  const text = htmlToText(html);
  if (text === "" && attachmentIds.length === 0) throw new CodedError("invalid_input", { issues: "html" });
  return { html, text, attachmentIds, inlineIds };
}
