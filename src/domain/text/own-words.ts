const BOTH = /^([^/]*\p{Script=Han}[^/]*?)\s*\/ ([A-Za-z].*)$/su;

/**
 * Of a sentence that stands in both languages, `退信 / Returned: 550 no such user`, the reader's own; what another machine said
 * after it stays. Anything else is as it is.
 */
export function ownWords(text: string, language: "zh" | "en"): string {
  const [, zh, en] = BOTH.exec(text) ?? [];
  if (zh === undefined || en === undefined) return text;
  if (language === "en") return en;
  const saidAt = en.indexOf(": ");
  return saidAt < 0 || zh.endsWith("。") ? zh : `${zh}：${en.slice(saidAt + 2)}`;
}
