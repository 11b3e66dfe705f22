/** The address that a typed link means: `example.cn/a` → `https://example.cn/a`. Null for what is no safe link. */
export function linkAddress(typed: string): string | null {
  const text = typed.trim();
  if (/^[^\s@:/]+@[^\s@:/]+\.[^\s@:/]+$/.test(text)) return `mailto:${text}`;
  const full = /^[a-z][a-z\d+.-]*:/i.test(text) ? text : `https://${text}`;
  if (!URL.canParse(full)) return null;
  const url = new URL(full);
  if (!["http:", "https:", "mailto:", "tel:"].includes(url.protocol)) return null;
  return url.protocol.startsWith("http") && !url.hostname.includes(".") ? null : url.href;
}
