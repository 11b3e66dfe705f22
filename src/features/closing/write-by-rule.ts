import { isForgedAlone } from "../../core/tickets/index.ts";
import { ticketLabel } from "../../domain/channel/ticket-label.ts";
import { renderNotice } from "../../domain/sop/index.ts";
import type { Tx } from "../../platform/transaction.ts";
import { caseLink } from "./case-link.ts";
import { lineDue, readCase, type Case } from "./case-store.ts";
import type { ClosingDeps } from "./deps.ts";
import { sendCaseMail, type CaseMailOrder } from "./send-case-mail.ts";

type Span = { from: number; until: number };

/** A letter to the customer that a rule asks for. */
export type LetterByRule = {
  ticketId: string;
  lineId: string;
  about: { kind: "survey" } | { kind: "notice"; noticeId: string };
  withSurvey: boolean;
  /** How many letters it stands for, itself included, and the stop of the desk that held them up. */
  standsFor: number;
  stop: Span | null;
  now: number;
};

const SURVEY_NOTICE = "survey-invitation";
const LINK_LEFT_OUT = { zh: "（链接只发给客户本人）", en: "(the link goes to the customer alone)" };

/**
 * Writes to the customer by rule: a reminder with the link to confirm on a solved case, the survey alone, or the words of
 * a notice (REQ: CL-01, CL-04, HA-08).
 * @returns false when he has no address, or it was but used by somebody else
 */
export async function writeByRule(deps: ClosingDeps, tx: Tx, letter: LetterByRule): Promise<boolean> {
  const found = await readCase(tx, letter.ticketId);
  if (!found?.email || (await isForgedAlone(tx, found.id))) return false;
  const { pack } = await deps.desk.procedures.version(tx, found.sopVersionId);
  const title = pack.promises.find(({ id }) => id === letter.lineId)?.title[found.language] ?? letter.lineId;
  const due = await lineDue(tx, letter.ticketId, letter.lineId);
  const isSurvey = letter.about.kind === "survey";
  await sendCaseMail(
    deps,
    tx,
    { case: found, actor: { kind: "rule", id: letter.lineId }, now: letter.now },
    {
      kind: isSurvey ? "survey" : "reminder",
      noticeId: letter.about.kind === "survey" ? SURVEY_NOTICE : letter.about.noticeId,
      staff: null,
      sendAt: letter.now,
      asks: asksOf(found, letter),
      form: [],
      rule: title,
      dueAt: due ? momentFor(due, found) : "",
      remark: remarkOf(found, letter),
    },
  );
  return true;
}

/**
 * What a letter says, to be told by another way than mail. The link to answer only where the words go to the customer.
 * @returns null where the case or the notice is gone
 */
export async function wordsByRule(
  deps: ClosingDeps,
  tx: Tx,
  letter: LetterByRule,
  withLink: boolean,
): Promise<{ noticeId: string; language: "zh" | "en"; subject: string; text: string } | null> {
  const found = await readCase(tx, letter.ticketId);
  if (!found) return null;
  const { pack } = await deps.desk.procedures.version(tx, found.sopVersionId);
  const noticeId = letter.about.kind === "survey" ? SURVEY_NOTICE : letter.about.noticeId;
  const notice = pack.notices.find(({ id }) => id === noticeId);
  if (!notice) return null;
  const { language } = found;
  const rule = pack.promises.find(({ id }) => id === letter.lineId)?.title[language] ?? letter.lineId;
  const due = await lineDue(tx, letter.ticketId, letter.lineId);
  const { name: deskName } = await deps.brandOf(tx);
  const { subject, body } = renderNotice(notice, language, {
    customer_name: found.contactName,
    ticket_number: ticketLabel(found.number),
    ticket_subject: found.subject,
    desk_name: deskName,
    due_at: due ? momentFor(due, found) : "",
    rule,
    promise_title: rule,
    link: withLink ? caseLink(deps, found.id, letter.now) : LINK_LEFT_OUT[language],
  });
  return {
    noticeId,
    language,
    subject,
    text: [body, remarkOf(found, letter)].filter((part) => part !== "").join("\n\n"),
  };
}

function asksOf({ state }: Case, { about, withSurvey }: LetterByRule): CaseMailOrder["asks"] {
  if (about.kind === "notice" && state === "solved") return "confirm";
  return about.kind === "survey" || withSurvey ? "rate" : null;
}

/** Says that a letter comes late, and that it stands for others that were due meanwhile. */
function remarkOf(found: Case, { stop, standsFor }: LetterByRule): string {
  const more = standsFor - 1;
  if (found.language === "zh") {
    const merged = more > 0 ? `本邮件同时代替另外 ${more} 封同期到期的通知。` : "";
    const late = stop
      ? `我们的系统在 ${momentFor(new Date(stop.from), found)} 至 ${momentFor(new Date(stop.until), found)} 期间暂停服务，本邮件因此延迟，谨致歉意。`
      : "";
    return late + merged;
  }
  const merged = more > 0 ? `This mail also stands for ${more} more that fell due at the same time.` : "";
  const late = stop
    ? `Our system was out of service from ${momentFor(new Date(stop.from), found)} to ${momentFor(new Date(stop.until), found)}, so this mail is late; we apologise.`
    : "";
  return [late, merged].filter((part) => part !== "").join(" ");
}

/** A moment in the customer's words and time zone. */
function momentFor(moment: Date, { language, timeZone }: Case): string {
  const locale = language === "zh" ? "zh-CN" : "en-GB";
  return new Intl.DateTimeFormat(locale, { dateStyle: "long", timeStyle: "short", timeZone }).format(moment);
}
