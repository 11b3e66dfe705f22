import { renderNotice, type NoticeVariable, type Pack, type Survey } from "../../domain/sop/index.ts";
import type { CaseForm } from "./result-notice.ts";

type Language = "zh" | "en";
export type Mail = { subject: string; text: string; html: string };

const ANSWERS = {
  solved: { zh: "已解决", en: "Solved" },
  notSolved: { zh: "未解决", en: "Not solved" },
  rate: { zh: "请为本次服务打分：", en: "Please rate our service:" },
} as const;

export type CaseMailParts = {
  pack: Pack;
  noticeId: string;
  language: Language;
  values: Partial<Record<NoticeVariable, string>>;
  /** The customer's page; null where there is nothing to answer. */
  link: string | null;
  asks: "confirm" | "rate" | null;
  /** What stands below the notice's words. */
  form: CaseForm;
  remark: string;
};

/**
 * A mail of the closing, in the words of the pack's notice, with the form's fields and the links to answer.
 * @throws when the pack has no such notice, which its check would have found
 */
export function caseMail(parts: CaseMailParts): Mail {
  const { pack, noticeId, language, values, link, form, remark } = parts;
  const notice = pack.notices.find(({ id }) => id === noticeId);
  if (!notice) throw new Error(`the pack ${pack.id} has no notice ${noticeId}`);
  const { subject, body } = renderNotice(notice, language, link ? { ...values, link } : values);
  const answers = link ? answerLinks(parts, link) : { text: "", html: "" };
  const fields = {
    text: form.map(({ label, text }) => `${label}\n${text}`).join("\n\n"),
    html: form.map(({ label, text }) => `<p><strong>${escape(label)}</strong><br>${lines(text)}</p>`).join(""),
  };
  return {
    subject,
    text: [body, remark, fields.text, answers.text].filter((part) => part !== "").join("\n\n"),
    html: paragraphs(body, link) + (remark === "" ? "" : `<p>${escape(remark)}</p>`) + fields.html + answers.html,
  };
}

function answerLinks({ pack, language, asks }: CaseMailParts, link: string): { text: string; html: string } {
  const solved = [
    { label: ANSWERS.solved[language], href: `${link}?answer=solved` },
    { label: ANSWERS.notSolved[language], href: `${link}?answer=not-solved` },
  ];
  const yesNo = asks === "confirm" ? [asText(solved)] : [];
  const levels = [...satisfactionLevels(pack.surveys[0])]
    .reverse()
    .map(({ value, label }) => ({ label: label[language], href: `${link}?rating=${value}` }));
  const rate = ANSWERS.rate[language];
  return {
    text: [...yesNo, rate, asText(levels)].join("\n"),
    html: (asks === "confirm" ? asHtml(solved) : "") + `<p>${rate}</p>` + asHtml(levels),
  };
}

const satisfactionLevels = (survey: Survey | undefined) =>
  survey?.questions.find(({ id }) => id === "satisfaction")?.levels ?? [];

type Link = { label: string; href: string };
const asText = (links: readonly Link[]) => links.map(({ label, href }) => `${label}: ${href}`).join("\n");
const asHtml = (links: readonly Link[]) =>
  `<p>${links.map(({ label, href }) => `<a href="${escape(href)}">${escape(label)}</a>`).join(" &nbsp; ")}</p>`;

const escape = (text: string) =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
const lines = (text: string) => escape(text).replaceAll("\n", "<br>");

function paragraphs(body: string, link: string | null): string {
  const html = body
    .split(/\n{2,}/)
    .map((paragraph) => `<p>${lines(paragraph)}</p>`)
    .join("");
  return link ? html.replaceAll(escape(link), `<a href="${escape(link)}">${escape(link)}</a>`) : html;
}
