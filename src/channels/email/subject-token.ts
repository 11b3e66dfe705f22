const TOKEN = /\[#([A-Z]{2,10}-\d{1,12})\]/i;
const PREFIX =
  /^\s*(?:re|fw|fwd|aw|wg|sv|tr|rv|antw|回复|答复|转发|回覆|轉寄|轉發|自动回复|自動回覆)\s*(?:\[\d{1,3}\]|\(\d{1,3}\))?\s*[:：]\s*/i;
const PREFIXES_MAX = 50;

/** `[#HD-1024]` for a subject. */
export function makeSubjectToken(number: string): string {
  return `[#${number}]`;
}

/** `HD-1024` out of a subject, else out of the last token in the text; null where there is none. */
export function readSubjectToken(subject: string, text: string): string | null {
  const last = [...text.slice(-4000).matchAll(new RegExp(TOKEN, "gi"))].at(-1)?.[1];
  return (TOKEN.exec(subject)?.[1] ?? last)?.toUpperCase() ?? null;
}

/** A subject without reply and forward marks of any language and without the token. */
export function stripSubject(subject: string): string {
  let rest = subject
    .replace(new RegExp(TOKEN, "gi"), " ")
    .replace(/\s{1,100}/g, " ")
    .trim();
  for (let round = 0; round < PREFIXES_MAX; round++) {
    const next = rest.replace(PREFIX, "");
    if (next === rest) break;
    rest = next;
  }
  return rest.trim();
}
