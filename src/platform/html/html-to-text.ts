import { Parser } from "htmlparser2";

const BLOCKS = new Set(
  "p div tr table ul ol li h1 h2 h3 h4 h5 h6 blockquote pre section article header footer hr dl dt dd form center address".split(
    " ",
  ),
);
const HIDDEN = new Set(["script", "style", "head", "title", "template", "noscript"]);

/** Readable text of HTML: blocks and breaks become lines, list items dashes, cells spaces. The HTML is within `isHtmlWithinBounds`. */
export function htmlToText(html: string): string {
  const chunks: string[] = [];
  let last = "\n";
  let hidden = 0;
  let preformatted = 0;
  const put = (text: string): void => {
    if (text === "") return;
    chunks.push(text);
    last = text.at(-1)!;
  };
  const endLine = (): void => {
    if (last !== "\n") put("\n");
  };
  const parser = new Parser(
    {
      onopentag(name) {
        if (HIDDEN.has(name)) hidden++;
        if (name === "pre") preformatted++;
        if (name === "br") put("\n");
        else if (BLOCKS.has(name)) endLine();
        if (name === "li") put("- ");
        if ((name === "td" || name === "th") && last !== "\n") put(" ");
      },
      onclosetag(name) {
        if (HIDDEN.has(name)) hidden--;
        if (name === "pre") preformatted--;
        if (BLOCKS.has(name)) endLine();
        if (name === "p") put("\n");
      },
      ontext(text) {
        if (hidden > 0) return;
        if (preformatted > 0) return put(text);
        const shown = text.replace(/[ \t\r\n]+/g, " ");
        put(last === "\n" && shown.startsWith(" ") ? shown.slice(1) : shown);
      },
    },
    { decodeEntities: true },
  );
  parser.write(html);
  parser.end();
  return tidy(chunks.join(""));
}

/** Plain text as HTML with its lines kept. */
export function textToHtml(text: string): string {
  const escaped = text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
  return `<div>${escaped.replaceAll("\n", "<br>")}</div>`;
}

function tidy(text: string): string {
  return text
    .replaceAll("\u00a0", " ")
    .split("\n")
    .map((line) => line.trimEnd())
    .join("\n")
    .replace(/\n{3,}/g, "\n\n")
    .replace(/^\n+/, "")
    .trimEnd();
}
