import { describe, expect, it } from "vitest";
import {
  acceptTransfer,
  answerTransfer,
  askSupplement,
  dropCallBack,
  finishCallBack,
  foldTicket,
  grantedTo,
  planCallBack,
  receiveMessage,
  receiveSupplement,
  returnTransfer,
  sendTransfer,
  solve,
  withdrawTransfer,
  type Decision,
  type Ticket,
  type TicketEvent,
  type TicketEventBody,
} from "./index.ts";
import { plainFacts } from "../../../test/support/plain-facts.ts";

const facts = plainFacts;
const OPENING: TicketEventBody[] = [
  { type: "opened", facts, contactId: "c", subjectDigest: "" },
  { type: "assigned", teamId: "desk", assigneeId: "s", reason: null },
];
const ticketOf = (bodies: readonly TicketEventBody[]): Ticket =>
  foldTicket(
    "t",
    bodies.map((body, at): TicketEvent => ({ seq: at + 1, at: 1_000 + at, actor: { kind: "system" }, body })),
  );

/** Puts commands one after another; each meets what the ones before it left. */
function after(...commands: ((ticket: Ticket) => Decision)[]): { ticket: Ticket; last: Decision } {
  const bodies = [...OPENING];
  let last: Decision = { ok: true, value: [] };
  for (const command of commands) {
    last = command(ticketOf(bodies));
    if (last.ok) bodies.push(...last.value);
  }
  return { ticket: ticketOf(bodies), last };
}
const code = (decision: Decision) => (decision.ok ? "done" : decision.refusal.code);

const send = (transferId: string, teamId: string) => (ticket: Ticket) =>
  sendTransfer(ticket, { transferId, teamId, form: null, submissionId: null, demands: [] });

describe("a transfer (REQ: HA-05)", () => {
  it("makes the ticket wait for the department, which sees it, while the owner stays", () => {
    const { ticket } = after(send("x1", "rnd"));
    expect([ticket.facts.state, ticket.assigneeId, ticket.teamId]).toEqual(["waiting_department", "s", "desk"]);
    expect(grantedTo(ticket)).toEqual(["rnd"]);
  });

  it("gives the ticket back once the last one is answered, returned or taken back", () => {
    const both = [send("x1", "rnd"), send("x2", "ops")];
    const one = after(...both, (ticket) => answerTransfer(ticket, "x1", "m1"));
    expect(one.ticket.facts.state).toBe("waiting_department");
    const all = after(
      ...both,
      (ticket) => answerTransfer(ticket, "x1", "m1"),
      (ticket) => returnTransfer(ticket, "x2", "缺日志"),
    );
    expect(all.ticket.facts.state).toBe("open");
    expect(Object.values(all.ticket.transfers).map(({ state }) => state)).toEqual(["answered", "returned"]);
    expect(grantedTo(after(send("x1", "rnd"), (ticket) => withdrawTransfer(ticket, "x1", null)).ticket)).toEqual([]);
  });

  it("is refused to the own team, twice to one team, and where a gate wants something", () => {
    expect(code(after(send("x1", "desk")).last)).toBe("transfer_to_own_team");
    expect(code(after(send("x1", "rnd"), send("x2", "rnd")).last)).toBe("transfer_open_already");
    const again = after(send("x1", "rnd"), (ticket) => returnTransfer(ticket, "x1", "缺日志"), send("x2", "rnd"));
    expect(code(again.last)).toBe("done");
    const gated = after((ticket) =>
      sendTransfer(ticket, {
        transferId: "x1",
        teamId: "rnd",
        form: null,
        submissionId: null,
        demands: [{ gateId: "g", label: "问题支持单" }],
      }),
    );
    expect(gated.last).toMatchObject({
      ok: false,
      refusal: { code: "gate_closed", params: { missing: ["问题支持单"] } },
    });
  });

  it("is over once, and accepted once", () => {
    expect(
      code(
        after(
          send("x1", "rnd"),
          (ticket) => acceptTransfer(ticket, "x1"),
          (ticket) => acceptTransfer(ticket, "x1"),
        ).last,
      ),
    ).toBe("transfer_over");
    expect(code(after((ticket) => answerTransfer(ticket, "x9", "m1")).last)).toBe("transfer_over");
  });

  it("is taken back by solving", () => {
    const solved = after(send("x1", "rnd"), (ticket) =>
      solve(ticket, { demands: [], override: null, resultNoticeId: null, seenSeq: null }),
    );
    expect(solved.ticket.transfers["x1"]?.state).toBe("withdrawn");
    expect(solved.ticket.facts.state).toBe("solved");
  });
});

describe("asking the customer for what is missing (REQ: IN-10)", () => {
  const ask = (kind: "reply" | "reminder") => (ticket: Ticket) =>
    askSupplement(ticket, { messageId: "m1", kind, seenSeq: null, missing: ["版本号"] });
  const hear = (automatic: boolean) => (ticket: Ticket) =>
    receiveMessage(ticket, { messageId: "m2", automatic }, 5_000);

  it("waits for him, whether a person or a rule asks, and goes on with his answer", () => {
    for (const kind of ["reply", "reminder"] as const) {
      expect(after(ask(kind)).ticket.facts.state).toBe("waiting_customer");
      expect(after(ask(kind), hear(false)).ticket).toMatchObject({ supplement: null, facts: { state: "open" } });
    }
  });

  it("is not answered by a machine", () => {
    expect(after(ask("reply"), hear(true)).ticket.supplement).toEqual({ messageId: "m1", missing: ["版本号"] });
  });

  it("can be heard by phone, and is undone with its message", () => {
    expect(after(ask("reply"), receiveSupplement).ticket).toMatchObject({ supplement: null, facts: { state: "open" } });
    expect(code(after(receiveSupplement).last)).toBe("nothing_asked");
    const back = after(ask("reply"), () => ({ ok: true, value: [{ type: "message_withdrawn", messageId: "m1" }] }));
    expect(back.ticket.supplement).toBeNull();
  });

  it("wants something to ask for", () => {
    const nothing = after((ticket) =>
      askSupplement(ticket, { messageId: "m1", kind: "reply", seenSeq: null, missing: [] }),
    );
    expect(code(nothing.last)).toBe("nothing_missing");
  });
});

describe("a call back (REQ: CL-07)", () => {
  const plan = (plannedFor: number) => (ticket: Ticket) =>
    planCallBack(ticket, { plannedFor, ownerId: "s", purpose: null }, 10_000);

  it("is planned ahead, moved, done or dropped, on a closed case too", () => {
    expect(after(plan(20_000)).ticket.callBack).toEqual({ plannedFor: 20_000, ownerId: "s" });
    expect(after(plan(20_000), plan(30_000)).ticket.callBack?.plannedFor).toBe(30_000);
    const closed = (): Decision => ({ ok: true, value: [{ type: "closed", by: "agent", rule: null }] });
    expect(after(plan(20_000), closed, (ticket) => finishCallBack(ticket, "m1")).ticket.callBack).toBeNull();
    expect(after(closed, plan(20_000), (ticket) => dropCallBack(ticket, "不需要")).ticket.callBack).toBeNull();
  });

  it("is neither in the past nor beyond a year, and there must be one to finish", () => {
    expect(code(after(plan(9_000)).last)).toBe("call_back_out_of_range");
    expect(code(after(plan(10_000 + 400 * 24 * 3_600_000)).last)).toBe("call_back_out_of_range");
    expect(code(after((ticket) => finishCallBack(ticket, "m1")).last)).toBe("no_call_back");
    expect(code(after((ticket) => dropCallBack(ticket, "x")).last)).toBe("no_call_back");
  });
});
