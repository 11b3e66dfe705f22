import sanitize from "sanitize-html";
import { limitNesting } from "./limit-nesting.ts";

type SanitizeOptions = {
  /** The address of an inline image, by its Content-ID; null drops the image. */
  cidUrl?: (cid: string) => string | null;
  /** Image addresses that may stay as they are: our own files in a note. */
  isOwnImage?: (src: string) => boolean;
  /** Keeps `<span data-type="mention" data-id="…">` of our own editor. */
  mentions?: boolean;
  /** Drops images altogether. */
  withoutImages?: boolean;
};

const TAGS =
  "a abbr address article b big blockquote br caption center cite code col colgroup dd del dfn div dl dt em figcaption figure font footer h1 h2 h3 h4 h5 h6 header hr i img ins kbd li main mark ol p pre q s samp section small span strike strong sub sup table tbody td tfoot th thead time tr tt u ul var wbr".split(
    " ",
  );

const COLOUR = [/^#[0-9a-f]{3,8}$/i, /^rgba?\([\d\s.,%]{1,40}\)$/i, /^[a-z]{3,25}$/i];
const LENGTHS = [/^(?:(?:\d{1,3}(?:\.\d{1,3})?(?:px|pt|em|rem|%|ex|cm|mm|in)?|auto)\s?){1,4}$/i];
const WORD = [/^[a-z-]{2,30}$/i];
const BORDER = [/^[\w\s#.,()%-]{1,80}$/];

/** No position, no url(), nothing that could lay a mail over our own page. */
const STYLES: Record<string, RegExp[]> = {
  color: COLOUR,
  "background-color": COLOUR,
  "text-align": WORD,
  "text-decoration": WORD,
  "text-indent": LENGTHS,
  "vertical-align": WORD,
  "font-family": [/^[\w\s"',\u4e00-\u9fff.-]{1,200}$/],
  "font-size": [
    /^\d{1,2}(?:\.\d{1,3})?(?:px|pt|em|rem)$/i,
    /^(?:[12]?\d{2})%$/,
    /^(?:x{0,2}-)?(?:small|large)$|^medium$|^smaller$|^larger$/i,
  ],
  "font-style": WORD,
  "font-weight": [/^(?:\d{3}|[a-z]{4,7})$/i],
  "line-height": [/^(?:\d{1,2}(?:\.\d{1,3})?(?:px|pt|em|%)?|\d{2,3}%|normal)$/i],
  "white-space": [/^(?:normal|pre|pre-wrap|nowrap|pre-line)$/i],
  width: LENGTHS,
  "max-width": LENGTHS,
  ...Object.fromEntries(sides("padding").map((name) => [name, LENGTHS])),
  ...Object.fromEntries(sides("border").map((name) => [name, BORDER])),
  "border-collapse": WORD,
  "border-color": BORDER,
  "border-style": WORD,
  "border-width": LENGTHS,
};

const INLINE_IMAGE = /^data:image\/(?:png|jpe?g|gif|webp|bmp);base64,[a-z0-9+/=\s]+$/i;
const NESTING_MAX = 200;
const REMOTE_URL_CHARS_MAX = 4_000;
/** Paragraphs of text without any other sign of HTML, as most replies are; longer ones would fill the stack of the expression. */
const PLAIN = /^(?:<p>[^<>&]*<\/p>)*$/;
const PLAIN_CHARS_MAX = 50_000;

/**
 * HTML that may stand on our pages, whoever wrote it: an allow-list of tags, attributes and styles. Links open apart,
 * remote images wait in `data-remote-src` until somebody asks for them, `cid:` images get the address of their file.
 */
export function sanitizeHtml(html: string, options: SanitizeOptions = {}): string {
  if (html.length <= PLAIN_CHARS_MAX && PLAIN.test(html)) return html;
  return sanitize(limitNesting(html), {
    allowedTags: options.withoutImages ? TAGS.filter((tag) => tag !== "img") : TAGS,
    allowedAttributes: {
      a: ["href", "title", "target", "rel"],
      img: ["src", "alt", "title", "width", "height", "data-remote-src"],
      td: ["colspan", "rowspan", "align", "valign", "width", "bgcolor"],
      th: ["colspan", "rowspan", "align", "valign", "width", "bgcolor"],
      table: ["width", "border", "cellpadding", "cellspacing", "align", "bgcolor"],
      font: ["color", "face", "size"],
      ol: ["start", "type"],
      time: ["datetime"],
      span: options.mentions ? ["data-type", "data-id", "data-label"] : [],
      "*": ["style", "dir", "lang", "align"],
    },
    allowedStyles: { "*": STYLES },
    allowedSchemes: ["http", "https", "mailto", "tel"],
    allowedSchemesByTag: { img: ["data", "http", "https", "cid"] },
    allowProtocolRelative: false,
    disallowedTagsMode: "discard",
    nonTextTags: [
      "script",
      "style",
      "textarea",
      "option",
      "noscript",
      "title",
      "xml",
      "svg",
      "math",
      "template",
      "iframe",
      "object",
      "head",
    ],
    enforceHtmlBoundary: false,
    nestingLimit: NESTING_MAX,
    transformTags: {
      a: (tagName, attribs) => ({ tagName, attribs: linkAttributes(attribs) }),
      img: (tagName, attribs) => ({ tagName, attribs: imageAttributes(attribs, options) }),
    },
    exclusiveFilter: ({ tag, attribs }) => tag === "img" && !attribs["src"] && !attribs["data-remote-src"],
  });
}

type Attributes = Record<string, string>;

function linkAttributes(attribs: Attributes): Attributes {
  const { href, style, title } = attribs;
  const kept = { ...(style ? { style } : {}), ...(title ? { title } : {}) };
  // A relative link of a stranger would point into our own desk.
  if (href === undefined || !/^\s*(?:https?|mailto|tel):/i.test(href)) return kept;
  return { ...kept, href: href.trim(), target: "_blank", rel: "noopener noreferrer nofollow" };
}

function imageAttributes(attribs: Attributes, options: SanitizeOptions): Attributes {
  const { src: given = "", "data-remote-src": _, ...rest } = attribs;
  const src = given.trim();
  const cid = /^cid:(.+)$/i.exec(src)?.[1];
  if (cid !== undefined) {
    const url = options.cidUrl?.(decodeCid(cid)) ?? null;
    return url === null ? rest : { ...rest, src: url };
  }
  if (INLINE_IMAGE.test(src) || options.isOwnImage?.(src)) return { ...rest, src };
  const remote = src.startsWith("//") ? `https:${src}` : src;
  return /^https?:\/\//i.test(remote) && remote.length <= REMOTE_URL_CHARS_MAX
    ? { ...rest, "data-remote-src": remote }
    : rest;
}

function decodeCid(cid: string): string {
  try {
    return decodeURIComponent(cid);
  } catch {
    return cid;
  }
}

function sides(name: string): string[] {
  return [name, ...["top", "right", "bottom", "left"].map((side) => `${name}-${side}`)];
}
