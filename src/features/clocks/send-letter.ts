import { addNote } from "../../core/tickets/index.ts";
import { wayWords, type Notice, type NoticeWay } from "../../domain/sop/index.ts";
import type { Tx } from "../../platform/transaction.ts";
import type { Fired, Letter, TimerDeps } from "./ports.ts";
import type { Staffing } from "./staffing.ts";

type Sending = { letter: Letter; fired: Fired; staffing: Staffing };

/**
 * Sends a letter by the first of its notice's ways that the desk can go (REQ: HA-08): to a gateway, by mail, or in the product to
 * whoever has the case. What it cannot send itself is said on the ticket, with the words, and its owner is asked to tell the
 * customer: no notice is dropped in silence.
 */
export async function sendLetter(deps: TimerDeps, tx: Tx, sending: Sending): Promise<void> {
  const { letter } = sending;
  const notice = await noticeOf(deps, tx, sending);
  const via: readonly NoticeWay[] = notice && notice.via.length > 0 ? notice.via : ["email"];
  const passed: NoticeWay[] = [];
  let isSent = false;
  for (const way of via) {
    isSent = await goesBy(deps, tx, sending, { way, notice });
    if (isSent) break;
    passed.push(way);
  }
  if (isSent && passed.length === 0) return;
  if (letter.about.kind === "notice")
    await sayPassedOver(deps, tx, sending, { passed, sentBy: isSent ? via[passed.length]! : null });
  if (!isSent && letter.withSurvey) await askByPhone(deps, tx, sending);
}

async function noticeOf(deps: TimerDeps, tx: Tx, { letter, fired }: Sending): Promise<Notice | null> {
  const { about } = letter;
  if (about.kind === "survey") return null;
  const { pack } = await deps.desk.procedures.version(tx, fired.change.head.sopVersionId);
  return pack.notices.find(({ id }) => id === about.noticeId) ?? null;
}

async function goesBy(
  deps: TimerDeps,
  tx: Tx,
  { letter, fired, staffing }: Sending,
  { way, notice }: { way: NoticeWay; notice: Notice | null },
): Promise<boolean> {
  switch (way) {
    case "email":
      return deps.ports.writeToCustomer(tx, letter);
    case "webhook": {
      const words = notice?.webhook ? await deps.ports.wordsOf(tx, letter, true) : null;
      if (!words || !notice?.webhook) return false;
      await deps.ports.callWebhook(tx, { url: notice.webhook, fired, notice: words });
      return true;
    }
    case "notification":
      await note(deps, tx, { letter, fired, staffing }, { says: PASS_ON, withWords: true });
      return true;
    default:
      return false;
  }
}

type Says = { zh: string; en: string };

const PASS_ON: Says = {
  zh: "按流程在站内通知，请转告客户：",
  en: "The procedure notifies in the product; please pass this on to the customer:",
};

/** The better way that was not gone, and who must tell the customer when none was. */
function sayPassedOver(
  deps: TimerDeps,
  tx: Tx,
  sending: Sending,
  { passed, sentBy }: { passed: readonly NoticeWay[]; sentBy: NoticeWay | null },
): Promise<void> {
  const ways = wayWords(passed);
  if (sentBy === null) {
    const says = {
      zh: `这封通知无法通过${ways.zh}自动发出，请人工告知客户：`,
      en: `This notice could not be sent by ${ways.en}; please tell the customer yourself:`,
    };
    return note(deps, tx, sending, { says, withWords: true });
  }
  const by = wayWords([sentBy]);
  const says = {
    zh: `这封通知未能通过${ways.zh}发出，已改用${by.zh}。`,
    en: `This notice could not be sent by ${ways.en}; it went by ${by.en}.`,
  };
  return note(deps, tx, sending, { says, withWords: false });
}

const BY_PHONE: Says = {
  zh: "客户没有邮箱，满意度调查无法发出。请电话回访并记录客户的意见。",
  en: "The customer has no e-mail address, so the survey could not be sent. Please ask by phone and note the answer.",
};

/** A customer without an address is asked by phone: said on the ticket, to its owner or who answers for it. */
const askByPhone = (deps: TimerDeps, tx: Tx, sending: Sending): Promise<void> =>
  note(deps, tx, sending, {
    says: BY_PHONE,
    withWords: false,
    isAsked: true,
    authorName: { zh: "满意度调查", en: "Survey" },
  });

/** A note by the rule, in the language of whoever has the case; where he is to act he is named in it, and hears of it. */
async function note(
  deps: TimerDeps,
  tx: Tx,
  { letter, fired, staffing }: Sending,
  given: { says: Says; withWords: boolean; isAsked?: boolean; authorName?: Says },
): Promise<void> {
  const { holder, ticketId, lineId, now } = letter;
  const owner = staffing.person(holder.assigneeId) ?? staffing.answerable(holder.teamId)[0] ?? null;
  const language = owner?.language ?? "zh";
  const words = given.withWords ? await deps.ports.wordsOf(tx, letter, false) : null;
  const text = [given.says[language], ...(words ? [words.subject, words.text] : [])].join("\n\n");
  const isAsked = given.withWords || given.isAsked === true;
  const request = { ticketId, actor: { kind: "rule" as const, id: lineId }, now };
  await addNote(deps.desk, tx, request, {
    text,
    html: null,
    staffId: null,
    authorName: (given.authorName ?? fired.line.title)[language],
    mentions: isAsked && owner ? [owner.id] : [],
    attachmentIds: [],
  });
}
