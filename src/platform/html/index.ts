export { sanitizeHtml, type SanitizeOptions } from "./sanitize-html.ts";
