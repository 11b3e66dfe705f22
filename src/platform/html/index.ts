export { sanitizeHtml } from "./sanitize-html.ts";
