import { digestText } from "../../src/core/tickets/index.ts";
import type { Actor, TicketEvent, TicketEventBody } from "../../src/domain/ticket/index.ts";
import type { SeededRandom } from "../../src/main/demo/seeded-random.ts";
import type { BenchContact, BenchPerson } from "./desk-people.ts";
import { answerWords, followUpWords, type CaseWords } from "./phrases.ts";
import type { Step, StoryPlan } from "./plan-story.ts";
import { seededId } from "./seeded-id.ts";

export type StampedMessage = {
  id: string;
  direction: "in" | "out";
  kind: string;
  staffId: string | null;
  contactId: string | null;
  fromName: string;
  fromAddress: string;
  to: string;
  text: string;
  at: number;
};

export type StampedTicket = {
  id: string;
  plan: StoryPlan;
  contact: BenchContact;
  words: CaseWords;
  events: TicketEvent[];
  messages: StampedMessage[];
  submissions: { id: string; staffId: string; at: number }[];
};

export const RESULT_NOTICE = "result_notice";
export const MAILBOX = "support@desk.example";

type Cast = { contact: BenchContact; agent: BenchPerson; teamId: string; words: CaseWords };

/**
 * A plan with people and words, at a time: events and messages as the desk would have written them.
 * @param until later steps have not happened yet
 */
export function stampStory(
  random: SeededRandom,
  plan: StoryPlan,
  cast: Cast,
  time: { opened: number; until: number },
): StampedTicket {
  const id = seededId(random, time.opened);
  const ticket: StampedTicket = {
    id,
    plan,
    contact: cast.contact,
    words: cast.words,
    events: [],
    messages: [],
    submissions: [],
  };
  for (const step of plan.steps) {
    const at = time.opened + step.at;
    if (at > time.until) break;
    ACTS[step.does]({ ticket, cast, random, at });
  }
  return ticket;
}

type Act = { ticket: StampedTicket; cast: Cast; random: SeededRandom; at: number };

const ACTS: Record<Step["does"], (act: Act) => void> = {
  open: (act) => {
    const { ticket, cast } = act;
    const { kind, priority, tier, channel } = ticket.plan;
    const facts = { kind, categoryId: null, priority, tier, channel, state: "new" as const, tags: [] };
    const subjectDigest = digestText(cast.words.subject);
    happen(act, byContact(cast), { type: "opened", facts, contactId: cast.contact.id, subjectDigest });
    happen(act, { kind: "system" }, { type: "assigned", teamId: cast.teamId, assigneeId: null, reason: null });
    hear(act, cast.words.text);
  },
  acknowledge: (act) =>
    say(act, "acknowledgement", "您好，您的问题已受理，我们会尽快联系您。", { kind: "rule", id: "acknowledgement" }),
  take_up: (act) => {
    const { cast, ticket } = act;
    happen(act, byAgent(cast), { type: "assigned", teamId: cast.teamId, assigneeId: cast.agent.id, reason: null });
    happen(act, byAgent(cast), {
      type: "facts_changed",
      changes: { state: "open", categoryId: ticket.plan.categoryId },
      reason: null,
    });
  },
  reply: (act) => say(act, "reply", answerWords(act.random), byAgent(act.cast)),
  ask: (act) => {
    say(act, "reply", answerWords(act.random), byAgent(act.cast));
    happen(act, byAgent(act.cast), { type: "facts_changed", changes: { state: "waiting_customer" }, reason: null });
  },
  follow_up: (act) => {
    hear(act, followUpWords(act.random));
    happen(act, byContact(act.cast), { type: "facts_changed", changes: { state: "open" }, reason: null });
  },
  notice: (act) => {
    const { cast, ticket, at, random } = act;
    const submissionId = seededId(random, at);
    ticket.submissions.push({ id: submissionId, staffId: cast.agent.id, at });
    happen(act, byAgent(cast), { type: "form_submitted", formId: RESULT_NOTICE, submissionId });
    const noticeId = say(act, "result_notice", answerWords(random), byAgent(cast));
    happen(act, byAgent(cast), { type: "solved", resultNoticeId: noticeId });
  },
  confirm: (act) => {
    happen(act, byContact(act.cast), { type: "confirmed", by: "customer" });
    happen(act, byContact(act.cast), { type: "closed", by: "customer", rule: null });
  },
  close: (act) => happen(act, { kind: "rule", id: "auto-close" }, { type: "closed", by: "rule", rule: "auto-close" }),
};

const byContact = ({ contact }: Cast): Actor => ({ kind: "contact", id: contact.id });
const byAgent = ({ agent }: Cast): Actor => ({ kind: "staff", id: agent.id });

function happen({ ticket, at }: Act, actor: Actor, body: TicketEventBody): void {
  ticket.events.push({ seq: ticket.events.length + 1, at, actor, body });
}

function hear(act: Act, text: string): void {
  const { ticket, cast, at, random } = act;
  const id = seededId(random, at);
  happen(act, byContact(cast), { type: "customer_message", messageId: id, automatic: false });
  ticket.messages.push({
    id,
    direction: "in",
    kind: "message",
    staffId: null,
    contactId: cast.contact.id,
    fromName: cast.contact.name,
    fromAddress: cast.contact.email,
    to: MAILBOX,
    text,
    at,
  });
}

function say(act: Act, kind: "acknowledgement" | "reply" | "result_notice", text: string, actor: Actor): string {
  const { ticket, cast, at, random } = act;
  const id = seededId(random, at);
  happen(act, actor, { type: "message_sent", messageId: id, kind });
  ticket.messages.push({
    id,
    direction: "out",
    kind,
    staffId: actor.kind === "staff" ? actor.id : null,
    contactId: null,
    fromName: actor.kind === "staff" ? cast.agent.name : "",
    fromAddress: "",
    to: cast.contact.email,
    text,
    at,
  });
  return id;
}
