import { addNote } from "../../core/tickets/index.ts";
import type { Tx } from "../../platform/transaction.ts";
import { callContact } from "./call-contact.ts";
import { letterOf, type LetterOrder } from "./collapse-letters.ts";
import type { Outward, Plan } from "./plan.ts";
import type { Fired, TimerDeps } from "./ports.ts";
import { orGiveUp } from "./give-up.ts";
import { sendLetter } from "./send-letter.ts";
import type { Staffing } from "./staffing.ts";

/** What goes out at the end of a transaction, when it is known what else goes with it. */
export type Outbox = {
  told: { staffIds: readonly string[]; fired: Fired }[];
  /** By ticket. */
  letters: Map<string, (LetterOrder & { fired: Fired })[]>;
};

export const newOutbox = (): Outbox => ({ told: [], letters: new Map() });

type Carrying = { plan: Plan; fired: Fired; staffing: Staffing };

/**
 * Carries out what a line does besides changing its ticket; letters and notices wait in the outbox.
 * @returns whether the ticket was written again
 */
export async function carryOutward(deps: TimerDeps, tx: Tx, outbox: Outbox, carrying: Carrying): Promise<boolean> {
  const { plan, fired, staffing } = carrying;
  if (plan.tell.length > 0) outbox.told.push({ staffIds: plan.tell, fired });
  let isRewritten = false;
  for (const outward of plan.outward) {
    const carry = () => carryOne(deps, tx, { outbox, outward, fired, staffing });
    isRewritten = (await orGiveUp(deps, tx, { fired, effect: outward.do }, carry)) || isRewritten;
  }
  return isRewritten;
}

type One = { outbox: Outbox; outward: Outward; fired: Fired; staffing: Staffing };

async function carryOne(deps: TimerDeps, tx: Tx, { outbox, outward, fired, staffing }: One): Promise<boolean> {
  const { change, line } = fired;
  const by = { ticketId: change.ticket.id, lineId: line.id, now: change.now };
  switch (outward.do) {
    case "customer_notice":
      order(outbox, fired, { noticeId: outward.noticeId, kind: "notice" });
      return false;
    case "send_survey":
      order(outbox, fired, { noticeId: null, kind: "survey" });
      return false;
    case "call_contact": {
      const { pack } = await deps.desk.procedures.version(tx, change.head.sopVersionId);
      const calling = { ticket: change.ticket, pack, staffing, lineId: line.id, now: change.now };
      await callContact(deps, tx, calling, { contact: outward.contact, chain: outward.contact.id });
      return true;
    }
    case "webhook":
      await deps.ports.callWebhook(tx, { url: outward.url, fired });
      return false;
    case "ask_supplement":
      await deps.ports.askSupplement(tx, by);
      return true;
    case "post_note": {
      const language = staffing.person(change.ticket.assigneeId)?.language ?? "zh";
      await noteByRule(deps, tx, by, { text: outward.text[language], mentions: [], authorName: line.title[language] });
      return true;
    }
    case "close":
      if (!(await deps.ports.close(tx, by))) return false;
      if (outward.noticeId !== null) order(outbox, fired, { noticeId: outward.noticeId, kind: "closing" });
      return true;
  }
}

function order(outbox: Outbox, fired: Fired, what: Pick<LetterOrder, "noticeId" | "kind">): void {
  const { id, teamId, assigneeId } = fired.change.ticket;
  const orders = outbox.letters.get(id) ?? [];
  const { line, stop, change } = fired;
  orders.push({ ...what, fired, ticketId: id, lineId: line.id, holder: { teamId, assigneeId }, stop, now: change.now });
  outbox.letters.set(id, orders);
}

/** Sends what waits: to each customer one letter, to staff what they are to hear. */
export async function sendOutbox(
  deps: TimerDeps,
  tx: Tx,
  { told, letters }: Outbox,
  staffing: Staffing,
): Promise<void> {
  for (const orders of letters.values()) {
    const letter = letterOf(orders);
    const [order] = orders;
    if (!letter || !order) continue;
    const { fired } = orders.findLast(({ lineId }) => lineId === letter.lineId) ?? order;
    await orGiveUp(deps, tx, { fired, effect: "notify" }, async () => {
      await sendLetter(deps, tx, { letter, fired, staffing });
      return true;
    });
  }
  if (told.length > 0) await deps.ports.tellStaff(tx, told);
}

async function noteByRule(
  deps: TimerDeps,
  tx: Tx,
  by: { ticketId: string; lineId: string; now: number },
  note: { text: string; mentions: readonly string[]; authorName: string },
): Promise<void> {
  const request = { ticketId: by.ticketId, actor: { kind: "rule" as const, id: by.lineId }, now: by.now };
  await addNote(deps.desk, tx, request, { ...note, html: null, staffId: null, attachmentIds: [] });
}
