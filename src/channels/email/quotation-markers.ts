/** The line that our own mails carry: what stands below it is ours. */
export const REPLY_DELIMITER = "##- 请在此行上方回复 · Please reply above this line -##";

/** Stands for an element that wraps a quotation, and for one below which everything is quotation. */
export const QUOTE_ELEMENT = "\u0000quote";
export const QUOTE_HEAD = "\u0000head";

const DELIMITER = /##-.{0,80}-##/;
const RULED =
  /^[>\s]*-{2,}\s?(?:原始邮件|邮件原件|原邮件|原始郵件|回复的原邮件|转发邮件|转发的邮件|轉寄郵件|轉寄的郵件|original (?:message|appointment)|forwarded (?:message|by)|ursprüngliche nachricht|message d'origine|mensaje original|исходное сообщение).{0,60}$/i;
const YAHOO = /^-{3} On .{4,200} wrote:$/;
const FROM_LABEL = /^[>\s*]*(?:发件人|發件人|寄件者|寄件人|from|von|de|от|od|da)\*?\s?[:：]/i;
const OTHER_LABEL =
  /^[>\s*]*(?:发送时间|发送日期|日期|时间|寄件日期|傳送時間|傳送日期|收件人|收件者|抄送|副本|主\s{0,3}题|主\s{0,3}旨|主題|sent|date|to|cc|subject|gesendet|an|betreff|envoyé|à|objet|дата|отправлено|кому|тема)\*?\s?[:：]/i;
const HEADER_LINES_MAX = 6;
const ATTRIBUTION_END =
  /(?:wrote|写道|寫道|schrieb|a écrit|escribió|napisał(?:\(a\))?|пишет|написал\(?а?\)?)\s?[:：]\s*$/i;
const ATTRIBUTION_START = /^[>\s]*(?:(?:on|at|在|am|le|el|op|il|w dniu)\s.{0,20}\d|\d{1,4}[./-]\d{1,2}[./-]\d)/i;
const BARE_ATTRIBUTION = /^[>\s]*.{0,80}\d{1,2}[.:/]\d{2}.{0,80}<[^<>\s]+@[^<>\s]+>\s?[:：]?\s*$/;
const ATTRIBUTION_LINES_MAX = 4;
const RULE = /^[\s>]*[-_=*—]{10,}\s*$/;
const FOOTER = /^(?:--\s*$|_{5,}|-{5,}|={5,}|发自|发送自|来自|sent from|get outlook|获取)/i;

export type Quotation = { start: number; end: number };

/**
 * The lines that are quotation. Null where nothing stands outside of it (a forward) and where the answers stand
 * between the quoted lines: then all of it is the message.
 */
export function findQuotation(lines: readonly string[]): Quotation | null {
  const at = lines.findIndex((_, index) => kindOfMarker(lines, index) !== null);
  const start = at < 0 ? trailingQuotation(lines) : withRuleAbove(lines, at);
  if (start < 0) return null;
  const hasAbove = !lines.slice(0, start).every(isBlank);
  if (at >= 0 && kindOfMarker(lines, at) === "rest") return hasAbove ? { start, end: lines.length } : null;
  const answer = answerBelow(lines, start);
  if (answer < 0) return hasAbove ? { start, end: lines.length } : null;
  return !hasAbove && !lines.slice(answer).some((line) => line.startsWith(">")) ? { start, end: answer } : null;
}

/** After `rest` everything is quotation; after `attribution` only what is marked. */
function kindOfMarker(lines: readonly string[], at: number): "rest" | "attribution" | null {
  const line = lines[at]!;
  if (line === QUOTE_HEAD || DELIMITER.test(line) || RULED.test(line) || YAHOO.test(line) || isHeaderBlock(lines, at))
    return "rest";
  return line === QUOTE_ELEMENT || isAttribution(lines, at) ? "attribution" : null;
}

/** `From:` and two more labels, or a quoted header that begins with another label. */
function isHeaderBlock(lines: readonly string[], at: number): boolean {
  const isFrom = FROM_LABEL.test(lines[at]!);
  if (!isFrom && !(lines[at]!.startsWith(">") && OTHER_LABEL.test(lines[at]!))) return false;
  const next = lines.slice(at + 1, at + 1 + HEADER_LINES_MAX);
  return (
    next.filter((line) => OTHER_LABEL.test(line) || (!isFrom && FROM_LABEL.test(line))).length >= 2 ||
    isShortChinese(lines, at)
  );
}

/** QQ and Foxmail on phones name the sender and the time alone. */
function isShortChinese(lines: readonly string[], at: number): boolean {
  if (!/^[>\s]*(?:发件人|發件人|寄件者|寄件人)\s?[:：]/.test(lines[at]!)) return false;
  return lines
    .slice(at + 1, at + 5)
    .some((line) => /^[>\s]*(?:发送时间|日期|时间|寄件日期|傳送時間)\s?[:：]/.test(line));
}

/** `On …, X <a@b> wrote:`, which mail programs break over several lines. */
function isAttribution(lines: readonly string[], at: number): boolean {
  const first = lines[at]!;
  if (BARE_ATTRIBUTION.test(first)) return isFollowedByQuote(lines, at + 1) || /[:：]\s*$/.test(first);
  for (let count = 1; count <= ATTRIBUTION_LINES_MAX; count++) {
    const joined = lines.slice(at, at + count).join(" ");
    if (joined.length > 400 || (count > 1 && isBlank(lines[at + count - 1] ?? ""))) return false;
    if (!ATTRIBUTION_END.test(joined)) continue;
    return ATTRIBUTION_START.test(joined) || (count === 1 && namesWriter(joined, lines, at));
  }
  return false;
}

function namesWriter(line: string, lines: readonly string[], at: number): boolean {
  return /\d/.test(line) && (line.includes("@") || isFollowedByQuote(lines, at + 1));
}

function isFollowedByQuote(lines: readonly string[], from: number): boolean {
  const next = lines.slice(from, from + 4).find((line) => !isBlank(line));
  return next !== undefined && (next.startsWith(">") || next === QUOTE_ELEMENT || next === QUOTE_HEAD);
}

function withRuleAbove(lines: readonly string[], at: number): number {
  let start = at;
  while (start > 0 && isBlank(lines[start - 1]!)) start--;
  return start > 0 && RULE.test(lines[start - 1]!) ? start - 1 : at;
}

/** Quoted lines at the very end, without a word of whose they are. */
function trailingQuotation(lines: readonly string[]): number {
  let start = lines.length;
  while (start > 0 && (isBlank(lines[start - 1]!) || lines[start - 1]!.startsWith(">"))) start--;
  return lines.slice(start).some((line) => line.startsWith(">")) ? start : -1;
}

/** Where the writer goes on below the first quoted lines, or -1; a signature or a footer is no answer. */
function answerBelow(lines: readonly string[], start: number): number {
  const firstQuoted = lines.findIndex((line, at) => at >= start && line.startsWith(">"));
  if (firstQuoted < 0) return -1;
  const answer = lines.findIndex(
    (line, at) => at > firstQuoted && !isBlank(line) && !line.startsWith(">") && line !== QUOTE_ELEMENT,
  );
  return answer < 0 || FOOTER.test(lines[answer]!.trim()) ? -1 : answer;
}

function isBlank(line: string): boolean {
  return line.trim() === "";
}
