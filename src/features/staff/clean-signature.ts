import sanitizeHtml from "sanitize-html";

const TAGS = ["p", "br", "b", "strong", "i", "em", "u", "a", "span", "div", "ul", "ol", "li"];

/** A signature as it may stand under a mail: text, emphasis, links; nothing that runs or loads. */
export const cleanSignature = (html: string): string =>
  sanitizeHtml(html, {
    allowedTags: TAGS,
    allowedAttributes: { a: ["href"] },
    allowedSchemes: ["http", "https", "mailto", "tel"],
  });
