import { ticketLabel } from "../../domain/channel/ticket-label.ts";
import { momentInWords } from "../../domain/text/moment-in-words.ts";

export type AcknowledgementFacts = {
  language: "zh" | "en";
  name: string;
  number: number;
  /** When the first answer is promised, in milliseconds since the epoch; null when nothing is. */
  dueAt: number | null;
  timeZone: string;
};

/** What the customer reads at once: that his case is here, its number, and what to expect. */
export function acknowledgementText(facts: AcknowledgementFacts): string {
  const label = ticketLabel(facts.number);
  const name = greetable(facts.name);
  const due = facts.dueAt === null ? null : momentInWords(facts.dueAt, facts.language, facts.timeZone);
  if (facts.language === "zh")
    return [
      `${name ? `${name}，` : ""}您好！`,
      `我们已经收到您的来信，工单编号 ${label}。`,
      due ? `工程师将在 ${due} 前给您首次回复。` : "工程师会按服务承诺的时限给您回复。",
      "如需补充信息，请直接回复本邮件。",
    ].join("\n\n");
  return [
    `Hello${name ? ` ${name}` : ""},`,
    `your mail has reached us. Your case number is ${label}.`,
    due ? `An engineer will give you a first answer by ${due}.` : "An engineer will answer within the promised time.",
    "If there is more to say, just reply to this mail.",
  ].join("\n\n");
}

const GREETED_CHARS_MAX = 60;

/** Whoever writes under another's address chooses the name: what looks like advertising is not carried to that address. */
const greetable = (name: string) =>
  name.length > GREETED_CHARS_MAX || /:\/\/|[\p{L}\p{N}]\.[\p{L}]{2,}|[@\n]/u.test(name) ? "" : name;
