import type { Satisfaction } from "../../domain/ticket/index.ts";

export type NoticeContent = { cause: string; measures: string; prevention: string; notes: string };
type Words = { text: string; html: string };
type Language = "zh" | "en";

const escape = (text: string) =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
const paragraphs = (text: string) => escape(text).replaceAll("\n", "<br>");

const LEVELS: Record<Language, Record<Satisfaction, string>> = {
  zh: { 5: "非常满意", 4: "满意", 3: "一般", 2: "不满意", 1: "非常不满意" },
  en: { 5: "Very satisfied", 4: "Satisfied", 3: "Neither", 2: "Unsatisfied", 1: "Very unsatisfied" },
};

const WORDS = {
  zh: {
    opening: (name: string, number: number) =>
      `${name}，您好：您反映的问题（工单 ${number}）已处理完毕，结果告知如下。`,
    cause: "原因",
    measures: "处理措施",
    prevention: "预防改进",
    notes: "注意事项",
    ask: "请您确认问题是否已经解决：",
    solved: "已解决",
    notSolved: "未解决",
    rate: "也请为本次服务打分：",
    rule: "若 72 小时内未收到您的答复，工单将按规则自动关闭；之后 7 天内直接回复本邮件即可重新打开。",
    remind: (number: number) => `工单 ${number} 的处理结果还在等待您的确认，只需点一下：`,
    closed: (number: number) =>
      `因未收到答复，工单 ${number} 已按规则关闭。如果问题仍然存在，7 天内直接回复本邮件即可重新打开。`,
  },
  en: {
    opening: (name: string, number: number) =>
      `Dear ${name}, we have finished work on your case ${number}. This is the result.`,
    cause: "Cause",
    measures: "What we did",
    prevention: "How we prevent it",
    notes: "Please note",
    ask: "Please tell us whether it is solved:",
    solved: "Solved",
    notSolved: "Not solved",
    rate: "And please rate our service:",
    rule: "Without an answer within 72 hours the case is closed by rule; a reply to this mail within the 7 days after that opens it again.",
    remind: (number: number) => `The result of case ${number} still waits for your confirmation. One click is enough:`,
    closed: (number: number) =>
      `As we had no answer, case ${number} is now closed by rule. If the problem persists, reply to this mail within 7 days and it opens again.`,
  },
};

type Button = { label: string; href: string };

const asLinks = (buttons: readonly Button[]): Words => ({
  text: buttons.map(({ label, href }) => `${label}: ${href}`).join("\n"),
  html: `<p>${buttons.map(({ label, href }) => `<a href="${escape(href)}">${escape(label)}</a>`).join(" &nbsp; ")}</p>`,
});

function answerLinks(language: Language, link: string): Words {
  const words = WORDS[language];
  const answers = asLinks([
    { label: words.solved, href: `${link}?answer=solved` },
    { label: words.notSolved, href: `${link}?answer=not-solved` },
  ]);
  const levels = ([5, 4, 3, 2, 1] as const).map((level) => ({
    label: LEVELS[language][level],
    href: `${link}?rating=${level}`,
  }));
  const rating = asLinks(levels);
  return {
    text: `${words.ask}\n${answers.text}\n\n${words.rate}\n${rating.text}`,
    html: `<p>${words.ask}</p>${answers.html}<p>${words.rate}</p>${rating.html}`,
  };
}

/** The result notice (REQ: CL-02) with the links to confirm and rate. */
export function resultNoticeMail(given: {
  language: Language;
  name: string;
  number: number;
  notice: NoticeContent;
  link: string;
}): Words {
  const words = WORDS[given.language];
  const { notice } = given;
  const parts = (["cause", "measures", "prevention", "notes"] as const).filter((part) => notice[part].trim() !== "");
  const links = answerLinks(given.language, given.link);
  const opening = words.opening(given.name, given.number);
  return {
    text: [opening, ...parts.map((part) => `${words[part]}\n${notice[part]}`), links.text, words.rule].join("\n\n"),
    html: [
      `<p>${escape(opening)}</p>`,
      ...parts.map((part) => `<p><strong>${words[part]}</strong><br>${paragraphs(notice[part])}</p>`),
      links.html,
      `<p>${words.rule}</p>`,
    ].join(""),
  };
}

export function confirmationReminderMail(given: { language: Language; number: number; link: string }): Words {
  const links = answerLinks(given.language, given.link);
  const opening = WORDS[given.language].remind(given.number);
  return { text: `${opening}\n\n${links.text}`, html: `<p>${escape(opening)}</p>${links.html}` };
}

export function closedByRuleMail(given: { language: Language; number: number }): Words {
  const text = WORDS[given.language].closed(given.number);
  return { text, html: `<p>${escape(text)}</p>` };
}
