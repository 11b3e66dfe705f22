export { htmlToText, textToHtml } from "./html-to-text.ts";
export { sanitizeHtml } from "./sanitize-html.ts";
