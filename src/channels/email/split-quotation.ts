import { findQuotation } from "./quotation-markers.ts";

const QUOTE_LINES_MAX = 20_000;
const LINE_CHARS_MAX = 1_000;

export type SplitBody = { visible: string; quoted: string };

/** What the person wrote and what the mail program quoted below it; null where there is nothing to fold away. */
export function splitQuotation(text: string): SplitBody | null {
  const lines = text.split("\n");
  if (lines.length > QUOTE_LINES_MAX) return null;
  const found = findQuotation(lines.map((line) => line.replaceAll("\u0000", "").slice(0, LINE_CHARS_MAX)));
  if (!found) return null;
  const visible = [...lines.slice(0, found.start), ...lines.slice(found.end)].join("\n");
  return {
    visible: visible.replace(/^\n+/, "").trimEnd(),
    quoted: lines.slice(found.start, found.end).join("\n").trim(),
  };
}
