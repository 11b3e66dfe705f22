import { expect, test } from "vitest";
import { foldTicket, type Actor, type TicketEvent, type TicketEventBody } from "../ticket/index.ts";
import { whoHears } from "./who-hears.ts";

const FACTS = {
  kind: "fault",
  categoryId: null,
  priority: "P2",
  tier: "basic",
  channel: "email",
  state: "new",
  tags: [],
} as const;
const OPENED: TicketEventBody[] = [
  { type: "opened", facts: FACTS, contactId: "c", subjectDigest: "" },
  { type: "assigned", teamId: "team", assigneeId: "owner", reason: null },
  { type: "follower_added", staffId: "follower" },
];
const events = (bodies: readonly TicketEventBody[]): TicketEvent[] =>
  bodies.map((body, at) => ({ seq: at + 1, at, actor: { kind: "system" }, body }));

/** What is heard of some events on an open ticket with an owner and a follower. */
function heard(bodies: readonly TicketEventBody[], actor: Actor = { kind: "contact", id: "c" }): string[] {
  const all = events([...OPENED, ...bodies]);
  const step = {
    before: foldTicket("t", all.slice(0, OPENED.length)),
    ticket: foldTicket("t", all),
    events: all.slice(OPENED.length),
    actor,
  };
  return whoHears(step)
    .map(({ whom, kind }) => `${"staffId" in whom ? whom.staffId : whom.group}:${kind}`)
    .toSorted();
}

test("the owner hears of a customer's message, the follower of a change; a machine's message is heard by nobody", () => {
  const message = (automatic: boolean) => [{ type: "customer_message" as const, messageId: "m", automatic }];
  expect(heard(message(false))).toEqual(["follower:followed_changed", "owner:customer_message"]);
  expect(heard(message(true))).toEqual([]);
});

test("nobody hears of what he did himself", () => {
  const note: TicketEventBody[] = [{ type: "note_added", messageId: "n" }];
  expect(heard(note, { kind: "staff", id: "owner" })).toEqual(["follower:followed_changed"]);
  expect(heard(note, { kind: "staff", id: "follower" })).toEqual(["owner:followed_changed"]);
  const taken: TicketEventBody[] = [{ type: "assigned", teamId: "team", assigneeId: "me", reason: null }];
  expect(heard(taken, { kind: "staff", id: "me" })).toEqual(["follower:followed_changed"]);
});

test("a new owner hears of his ticket; whoever owned it before does not hear it twice", () => {
  const given: TicketEventBody[] = [{ type: "assigned", teamId: "team", assigneeId: "new", reason: "x" }];
  expect(heard(given)).toEqual(["follower:followed_changed", "new:assigned"]);
});

test("REQ: TR-08 leaders hear of what is urgent, when it opens and when it becomes so, once", () => {
  const urgent = events([{ ...OPENED[0], facts: { ...FACTS, priority: "P1" } } as TicketEventBody]);
  const opening = { before: null, ticket: foldTicket("t", urgent), events: urgent, actor: { kind: "system" as const } };
  expect(whoHears(opening)).toEqual([{ whom: { group: "leaders" }, kind: "urgent_opened", seq: 1 }]);
  const raised: TicketEventBody[] = [{ type: "facts_changed", changes: { priority: "P0" }, reason: "x" }];
  expect(heard(raised)).toContain("leaders:urgent_opened");
  const twice = events([...urgent.map((event) => event.body), ...raised]);
  const step = {
    before: foldTicket("t", twice.slice(0, 1)),
    ticket: foldTicket("t", twice),
    events: twice.slice(1),
    actor: { kind: "system" as const },
  };
  expect(whoHears(step)).toEqual([]);
});

test("the owner hears of a mail that did not arrive, supervisors of an unhappy customer", () => {
  expect(heard([{ type: "delivery_failed", messageId: "m", status: "5.1.1" }])).toEqual(["owner:delivery_failed"]);
  expect(heard([{ type: "follow_up_opened", why: "unsatisfied", ownerId: "boss" }])).toEqual([
    "boss:follow_up_opened",
    "follower:followed_changed",
    "supervisors:follow_up_opened",
  ]);
});

test("who is added as a follower hears of it, but who is named in a note hears of the mention alone", () => {
  const added: TicketEventBody = { type: "follower_added", staffId: "late" };
  expect(heard([added])).toEqual(["late:followed_changed"]);
  expect(heard([{ type: "note_added", messageId: "n" }, added])).toEqual([
    "follower:followed_changed",
    "owner:followed_changed",
  ]);
});

test("a team that is asked hears of it, the owner of its answer, and whoever is to call back of the call (REQ: HA-05)", () => {
  const sent: TicketEventBody = { type: "transfer_sent", transferId: "x", teamId: "rnd", submissionId: null };
  expect(heard([sent], { kind: "staff", id: "owner" })).toEqual(["asked:rnd:transfer_asked"]);
  const answered: TicketEventBody = { type: "transfer_answered", transferId: "x", messageId: "m" };
  expect(heard([sent, answered], { kind: "staff", id: "engineer" })).toContain("owner:transfer_ended");
  const call: TicketEventBody = { type: "call_back_planned", plannedFor: 9, ownerId: "caller", purpose: null };
  expect(heard([call], { kind: "staff", id: "owner" })).toEqual(["caller:assigned"]);
});
