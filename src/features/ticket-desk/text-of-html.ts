import { Parser } from "htmlparser2";

const BLOCKS = new Set(
  "p div tr table ul ol li h1 h2 h3 h4 h5 h6 blockquote pre section article header footer hr dl dt dd".split(" "),
);

/** What clean HTML says as plain text: blocks and breaks end lines, list items begin with a dash. */
export function textOfHtml(html: string): string {
  let text = "";
  const endLine = () => {
    if (text !== "" && !text.endsWith("\n")) text += "\n";
  };
  const parser = new Parser({
    onopentag: (name) => {
      if (name === "br") text += "\n";
      else if (BLOCKS.has(name)) endLine();
      if (name === "li") text += "- ";
    },
    ontext: (piece) => {
      const words = piece.replace(/[ \t\r\n]+/g, " ");
      text += text === "" || text.endsWith("\n") ? words.trimStart() : words;
    },
    onclosetag: (name) => {
      if (BLOCKS.has(name)) endLine();
      if (name === "p") text += "\n";
    },
  });
  parser.end(html);
  return text
    .replaceAll("\u00a0", " ")
    .replace(/[ \t]+\n/g, "\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
}
