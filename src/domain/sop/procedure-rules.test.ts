import { describe, expect, it } from "vitest";
import { standardPack } from "../../../test/support/shipped-pack.ts";
import { COMPLAINT_URGENCIES, type Priority, type TicketKind } from "../ticket/vocabulary.ts";
import type { TicketFacts } from "../ticket/ticket-event.ts";
import {
  allCategories,
  callBackFor,
  complaintHandler,
  mayGrant,
  missingFields,
  missingForTransition,
  rolesThatGrant,
  routeFor,
  stepsBefore,
  tierFor,
  transferFor,
  type GateCase,
} from "./index.ts";
import { plainCase, plainFacts } from "../../../test/support/plain-facts.ts";

const pack = standardPack();
const facts: TicketFacts = { ...plainFacts, kind: "consultation", priority: "P3", state: "new" };
const CASE = plainCase(facts);

describe("the standard pack", () => {
  it.each<[kind: TicketKind, priority: Priority, given: Partial<TicketFacts>, route: string]>([
    ["fault", "P0", {}, "e.route.called-out"],
    ["fault", "P0", { tier: "strategic" }, "e.route.called-out"],
    ["complaint", "P0", {}, "d.route.high"],
    ["complaint", "P1", {}, "d.route.high"],
    ["complaint", "P2", {}, "d.route.medium"],
    ["complaint", "P3", {}, "d.route.low"],
    ["fault", "P1", {}, "c.route.high"],
    ["consultation", "P3", { tier: "strategic" }, "b.route.strategic"],
    ["consultation", "P3", {}, "c.route.rest"],
  ])("REQ: TR-08 routes a %s of %s %o by %s", (kind, priority, given, route) => {
    expect(routeFor(pack.routes, { ...facts, kind, priority, ...given })?.id).toBe(route);
  });

  it("REQ: TR-02 names a handler for every judgement of a complaint, the panel where responsibility is unclear", () => {
    const { types, responsibilities } = pack.complaints;
    for (const { id: type } of types)
      for (const urgency of COMPLAINT_URGENCIES)
        for (const { id: responsibility } of responsibilities) {
          const to = complaintHandler(pack.complaints, { type, urgency, responsibility })?.to;
          if (responsibility === "unclear") expect(to).toEqual({ team: "expert-panel", level: null });
          else expect(to?.team).not.toBe("expert-panel");
        }
    const by = (urgency: "high" | "medium" | "low") =>
      complaintHandler(pack.complaints, { type: "product-fault", urgency, responsibility: "support" })?.to;
    expect([by("high"), by("medium"), by("low")]).toEqual([
      { team: "engineering", level: "L3" },
      { team: "engineering", level: "L2" },
      { team: "service-desk", level: "L1" },
    ]);
  });

  it.each([
    [{ paid: 600_000, months: 1, users: 3 }, "strategic"],
    [{ paid: 200_000, months: 36, users: null }, "strategic"],
    [{ paid: 200_000, months: 35, users: null }, "growth"],
    [{ paid: null, months: 90, users: 120 }, "growth"],
    [{ paid: null, months: null, users: null }, "basic"],
  ])("REQ: TR-09 makes of %o a %s customer", (figures, tier) => {
    expect(tierFor(pack.tiers, figures)?.tier).toBe(tier);
  });

  it("REQ: IN-10 asks for what the category wants and is not there, in the words of the pack", () => {
    const given = { symptom: "闪退", software_version: "  " };
    expect(missingFields(pack, "fault.software.crash", given).map(({ id }) => id)).toEqual(["software_version"]);
    expect(missingFields(pack, "fault.outage", {}).map(({ id }) => id)).toEqual(["symptom", "occurred_at", "impact"]);
    expect(missingFields(pack, null, {})).toEqual([]);
    const asked = new Set(allCategories(pack.categories).flatMap(({ requiredFields }) => requiredFields));
    expect(pack.supplements.map(({ id }) => id).toSorted()).toEqual([...asked].toSorted());
  });

  it("REQ: HA-18 lets each role grant as much as it may, and nobody less than nothing", () => {
    const compensation = pack.authorities.find(({ id }) => id === "d.compensation")!;
    expect([0, 200, 201, 5_000, 5_001].map((amount) => rolesThatGrant(compensation, amount))).toEqual([
      ["agent", "supervisor", "administrator"],
      ["agent", "supervisor", "administrator"],
      ["supervisor", "administrator"],
      ["supervisor", "administrator"],
      ["administrator"],
    ]);
    expect(mayGrant(compensation, "agent", -1)).toBe(false);
    expect(mayGrant(compensation, "agent", null)).toBe(false);
    expect(mayGrant(compensation, "viewer", 1)).toBe(false);
  });

  it("REQ: HA-22 says who may decide, spend, promise and see", () => {
    expect(new Set(pack.authorities.map(({ kind }) => kind))).toEqual(new Set(["decide", "spend", "promise", "see"]));
  });

  it("REQ: HA-01 lets the first line hand a fault over with its diagnosis only", () => {
    const missing = (given: Partial<GateCase>) =>
      missingForTransition(pack, "escalate", { ...CASE, ...given }).map(({ formId }) => formId);
    const fault: TicketFacts = { ...facts, kind: "fault" };
    expect(missing({ facts: fault })).toEqual(["diagnosis"]);
    expect(missing({ facts: fault, forms: { diagnosis: "s" } })).toEqual([]);
    expect(missing({ facts: { ...fault, level: "L2" } })).toEqual([]);
  });

  it("REQ: HA-13 wants what may spread judged, and the judgement read by somebody who leads", () => {
    const spreading = { ...facts, tags: ["may-spread"], state: "open" as const };
    const forms = { result_notice: "n", service_summary: "z" };
    const missing = (given: Partial<GateCase>) =>
      missingForTransition(pack, "solve", { ...CASE, facts: spreading, forms, ...given }).map(
        ({ formId, targetId }) => targetId ?? formId,
      );
    expect(missing({})).toEqual(["risk_assessment"]);
    expect(missing({ forms: { ...forms, risk_assessment: "r1" } })).toEqual(["e.risk-report"]);
    const approvals = { "e.risk-report": "r1" };
    expect(missing({ forms: { ...forms, risk_assessment: "r1" }, approvals })).toEqual([]);
    // Written anew, it is to be read anew.
    expect(missing({ forms: { ...forms, risk_assessment: "r2" }, approvals })).toEqual(["e.risk-report"]);
  });

  it("REQ: HA-09 has the steps of a remote session come one after another", () => {
    const before = (id: string, done: string[]) => stepsBefore(pack.steps, id, done).map((step) => step.id);
    expect(before("a.remote.result", [])).toEqual(["a.remote.session"]);
    expect(before("a.remote.areas", ["a.remote.backup"])).toEqual([]);
  });

  it("REQ: HA-05, HA-15 sends a transfer with its support request; the customer sees where a third party has it", () => {
    expect(transferFor(pack.transfers, "rnd", facts)).toMatchObject({
      id: "a.transfer.department",
      form: "support_request",
      contactField: "contact_person",
      visibleToCustomer: false,
    });
    expect(transferFor(pack.transfers, "third-party", facts)?.visibleToCustomer).toBe(true);
  });

  it("REQ: CL-07 plans a call back for strategic customers and complex cases", () => {
    expect(callBackFor(pack.callBacks, { ...facts, tier: "strategic" })?.id).toBe("c.call-back.strategic");
    expect(callBackFor(pack.callBacks, { ...facts, tags: ["complex"] })?.id).toBe("c.call-back.strategic");
    expect(callBackFor(pack.callBacks, facts)).toBeNull();
  });

  it("REQ: IN-04, IN-05, IN-06 has a team, a greeting and a response for the ways in", () => {
    const [phone, chat] = ["phone", "chat"].map((id) => pack.channels.find((channel) => channel.id === id));
    expect(phone).toMatchObject({ answeredWithinMs: 10_000, ringsMax: 3, greeting: "c.greeting.phone" });
    expect(chat).toMatchObject({ answeredWithinMs: 300_000 });
    for (const { owner } of pack.channels) expect(pack.teams.map(({ id }) => id)).toContain(owner);
    for (const id of ["c.greeting.phone", "c.greeting.chat", "c.greeting.written"]) {
      const script = pack.scripts.find((each) => each.id === id)!;
      for (const text of [script.text.zh, script.text.en]) expect(text).toMatch(/\{\{agent\.number\}\}/);
    }
  });

  it.each([
    "intake_record",
    "support_request",
    "analysis_report",
    "reproduction",
    "solution_options",
    "remote_assistance",
    "risk_assessment",
    "result_notice",
    "service_confirmation",
    "service_summary",
    "compensation",
    "remedy_plan",
    "root_cause_analysis",
    "improvement_measure",
    "complaint_assessment",
  ])("has the form %s", (id) => {
    expect(pack.forms.filter((form) => form.id === id)).toHaveLength(1);
  });

  it("REQ: TR-02 offers in the first judgement exactly what the matrix knows", () => {
    const form = pack.forms.find(({ id }) => id === "complaint_assessment")!;
    const options = (id: string) => form.fields.find((field) => field.id === id)?.options.map((option) => option.id);
    expect(options("type")).toEqual(pack.complaints.types.map(({ id }) => id));
    expect(options("responsibility")).toEqual(pack.complaints.responsibilities.map(({ id }) => id));
    expect(options("urgency")).toEqual([...COMPLAINT_URGENCIES]);
  });

  it("REQ: KN-04 has openers, probing questions, empathy, closing and hints for older customers", () => {
    const scenes = new Set(pack.scripts.map(({ scene }) => scene));
    for (const scene of ["greeting", "probing", "empathy", "closing", "older_customers"] as const)
      expect(scenes).toContain(scene);
  });

  it("REQ: HA-20 leads from every on-call list to somebody who answers in the end", () => {
    for (const { reach, next } of pack.escalationContacts) expect(next !== null || reach.kind === "role").toBe(true);
    const listed = pack.escalationContacts.flatMap(({ reach }) => (reach.kind === "roster" ? [reach.rosterId] : []));
    expect(pack.onCall.map(({ id }) => id).filter((id) => !listed.includes(id))).toEqual([]);
  });
});
