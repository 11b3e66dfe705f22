import type { Brand } from "../../domain/brand/desk-colour.ts";
import { REPLY_DELIMITER } from "./quotation-markers.ts";

export type MailLayout = {
  brand: Brand;
  language: "zh" | "en";
  /** Clean HTML. */
  html: string;
  text: string;
  /** Says above which line to answer; null for mail that nobody answers. */
  replyHint: boolean;
  /** A bar with the organisation's name: for mail that a machine wrote. */
  banner: boolean;
  /** Small print at the end. */
  footer: readonly string[];
};

const FONT =
  "-apple-system,BlinkMacSystemFont,'PingFang SC','HarmonyOS Sans SC','Microsoft YaHei','Noto Sans CJK SC','Segoe UI',Arial,sans-serif";

/** One frame for every mail, which phones can read: HTML and its text alternative. */
export function renderMailLayout(layout: MailLayout): { html: string; text: string } {
  return { html: htmlOf(layout), text: textOf(layout) };
}

function textOf({ replyHint, text, footer }: MailLayout): string {
  return [
    ...(replyHint ? [REPLY_DELIMITER] : []),
    text.trim(),
    ...(footer.length ? [`--\n${footer.join("\n")}`] : []),
  ].join("\n\n");
}

function htmlOf({ brand, language, html, replyHint, banner, footer }: MailLayout): string {
  const name = escapeHtml(brand.name);
  const bar = `<div style="padding:14px 20px;background:${brand.colour};color:#ffffff;font-size:16px;font-weight:600">${name}</div>`;
  const hint = `<div style="color:#8c8c8c;font-size:12px;padding:0 0 12px">${escapeHtml(REPLY_DELIMITER)}</div>`;
  const small = footer.map((line) => `<div>${linked(escapeHtml(line))}</div>`).join("");
  return `<!doctype html>
<html lang="${language === "zh" ? "zh-CN" : "en"}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light">
<title>${name}</title>
</head>
<body style="margin:0;padding:0;background:#ffffff">
<div style="max-width:640px;margin:0 auto;padding:16px;font-family:${FONT};font-size:15px;line-height:1.7;color:#1f1f1f;word-break:break-word">
${replyHint ? hint : ""}${banner ? bar : ""}
<div style="${banner ? "padding:20px;border:1px solid #e6e6e6;border-top:0" : ""}">${html}</div>
${footer.length ? `<div style="margin-top:20px;padding-top:10px;border-top:1px solid #e6e6e6;color:#8c8c8c;font-size:12px">${small}</div>` : ""}
</div>
</body>
</html>`;
}

export function escapeHtml(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");
}

/** Addresses in small print become links. */
const linked = (escaped: string) =>
  escaped.replace(/https?:\/\/[^\s<]+/g, (url) => `<a href="${url}" style="color:#8c8c8c">${url}</a>`);
