import type { MissingField } from "../../domain/sop/index.ts";

const WORDS = {
  zh: {
    opening: "为了尽快为您处理，还需要您补充以下信息：",
    closing: "直接回复本邮件即可，截图和日志可作为附件。收到后我们会立即继续处理。",
  },
  en: {
    opening: "To go on quickly, we still need the following from you:",
    closing: "Just reply to this mail; screenshots and logs may be attached. We go on as soon as we have it.",
  },
};

/** The polite letter that asks for what is missing, one question each, as HTML; greeting and signature come around it. REQ: IN-10 */
export function supplementLetter(fields: readonly MissingField[], language: "zh" | "en"): string {
  const { opening, closing } = WORDS[language];
  const questions = fields.map(
    ({ label, question }) => `<li><strong>${escaped(label[language])}</strong><br>${escaped(question[language])}</li>`,
  );
  return `<p>${opening}</p><ol>${questions.join("")}</ol><p>${closing}</p>`;
}

const escaped = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
