import { HTML_CHARS_MAX, HTML_DEPTH_MAX, HTML_TAGS_MAX } from "./mail-bounds.ts";

const VOID = new Set("area base br col embed hr img input link meta param source track wbr".split(" "));

/** Whether HTML is small, shallow and calm enough to be taken apart; beyond it the parsers become quadratic. */
export function isHtmlWithinBounds(html: string): boolean {
  if (html.length > HTML_CHARS_MAX) return false;
  let tags = 0;
  let depth = 0;
  for (let at = html.indexOf("<"); at >= 0; at = html.indexOf("<", at + 1)) {
    if (++tags > HTML_TAGS_MAX) return false;
    if (html[at + 1] === "/") depth = Math.max(0, depth - 1);
    else if (opens(html, at)) depth++;
    if (depth > HTML_DEPTH_MAX) return false;
  }
  return true;
}

/** What can be read of HTML beyond the bounds: its text without anything between angle brackets. */
export function roughTextOf(html: string): string {
  return html
    .slice(0, HTML_CHARS_MAX)
    .replace(/<[^<>]{0,2000}>/g, " ")
    .replace(/[ \t]+/g, " ")
    .trim();
}

function opens(html: string, at: number): boolean {
  const name = /^[a-z][a-z0-9:]{0,20}/i.exec(html.slice(at + 1, at + 24))?.[0];
  return name !== undefined && !VOID.has(name.toLowerCase());
}
