import { describe, expect, it } from "vitest";
import { standardPack } from "../../../test/support/shipped-pack.ts";
import {
  followUpFor,
  formProblems,
  missingForTransition,
  questionsFor,
  renderNotice,
  type Form,
  type GateCase,
} from "./index.ts";
import { plainCase, plainFacts } from "../../../test/support/plain-facts.ts";

const pack = standardPack();
const facts = plainFacts;
const CASE = plainCase(facts);
const formOf = (id: string) => pack.forms.find((form) => form.id === id) as Form;

describe("gates", () => {
  const missing = (transition: "solve" | "close", given: Partial<GateCase>) =>
    missingForTransition(pack, transition, { ...CASE, ...given }).map(({ kind, formId }) => formId ?? kind);

  it("let nobody solve without result notice and service summary (REQ: CL-02, CL-03)", () => {
    expect(missing("solve", {})).toEqual(["result_notice", "service_summary"]);
    expect(missing("solve", { forms: { result_notice: "s1" } })).toEqual(["service_summary"]);
    expect(missing("solve", { forms: { service_summary: "s1", result_notice: "s2" } })).toEqual([]);
  });

  it("let nobody close without the customer's yes or the rule (REQ: CL-01)", () => {
    expect(missing("close", {})).toEqual(["confirmation"]);
    expect(missing("close", { confirmed: true })).toEqual([]);
    expect(missing("close", { closingLine: "c.confirmation" })).toEqual([]);
    expect(missing("close", { closingLine: "e.idle" })).toEqual(["confirmation"]);
    // Another rule may close once the time for the confirmation is over as well; a person may not.
    const ranOut = (lineId: string) => lineId === "c.confirmation";
    expect(missing("close", { closingLine: "e.idle", ranOut })).toEqual([]);
    expect(missing("close", { ranOut })).toEqual(["confirmation"]);
  });

  it("stand only for the tickets they are for", () => {
    const only = { ...pack, gates: pack.gates.map((gate) => ({ ...gate, when: [{ kind: ["complaint" as const] }] })) };
    expect(missingForTransition(only, "solve", CASE)).toEqual([]);
  });
});

describe("forms", () => {
  const problems = (content: Record<string, unknown>) =>
    formProblems(formOf("service_summary"), content).map(({ fieldId, problem }) => `${fieldId} ${problem.en}`);

  it("say what is missing, in both languages", () => {
    const [problem] = formProblems(formOf("result_notice"), { measures: "换线", prevention: "巡检", cause: "  " });
    expect(problem).toEqual({ fieldId: "cause", problem: { zh: "问题原因：必须填写", en: "Cause: is required" } });
  });

  it("want a field only when another says so, and never one that is computed", () => {
    expect(problems({ root_cause: "x", root_cause_type: "configuration" })).toEqual([]);
    expect(problems({ root_cause: "x", root_cause_type: "other" })).toEqual([
      "root_cause_other Other cause: is required",
    ]);
  });

  it("refuse what does not fit its field", () => {
    expect(problems({ root_cause: 7, root_cause_type: "weather", customer_opinion: "slow", extra: 1 })).toEqual([
      "root_cause Root cause: does not fit the field",
      "root_cause_type Kind of cause: does not fit the field",
      "customer_opinion Keywords of the customer's opinion: does not fit the field",
      'extra The form has no field "extra"',
    ]);
    expect(problems({ root_cause: "x".repeat(5_000), root_cause_type: "operation" })).toEqual([
      "root_cause Root cause: must not exceed 4000 characters",
    ]);
    const remedy = { complaint: "a", measures: "b", responsible: "c" };
    expect(formProblems(formOf("remedy_plan"), { ...remedy, promised_by: "tomorrow" })).toHaveLength(1);
    expect(formProblems(formOf("remedy_plan"), { ...remedy, promised_by: "2026-03-04T10:00:00+08:00" })).toEqual([]);
  });
});

describe("closing", () => {
  it("asks one to three questions, satisfaction always, the others in turn (REQ: CL-04)", () => {
    const [survey] = pack.surveys;
    if (!survey) throw new Error("no survey");
    expect([0, 1, 2, 3, 4, 5, 6].map((turn) => questionsFor(survey, turn).map(({ id }) => id))).toEqual([
      ["satisfaction", "response_speed", "free_text"],
      ["satisfaction", "ability", "free_text"],
      ["satisfaction", "attitude", "free_text"],
      ["satisfaction", "clarity", "free_text"],
      ["satisfaction", "effectiveness", "free_text"],
      ["satisfaction", "recommend", "free_text"],
      ["satisfaction", "response_speed", "free_text"],
    ]);
    expect(survey.questions[0]?.levels.map(({ value }) => value)).toEqual([1, 2, 3, 4, 5]);
  });

  it("opens a second follow-up by a supervisor for the unsatisfied (REQ: CL-05)", () => {
    expect(followUpFor(pack.followUps, { on: "not_solved" })?.owner).toBe("supervisor");
    expect(followUpFor(pack.followUps, { on: "survey_answered", satisfaction: 2 })?.id).toBe("a.follow-up.unsatisfied");
    expect(followUpFor(pack.followUps, { on: "survey_answered", satisfaction: 3 })).toBeNull();
  });

  it("sends the customer-success manager to whoever would not recommend us (REQ: CL-06)", () => {
    expect(followUpFor(pack.followUps, { on: "nps", score: 6 })).toMatchObject({ owner: "customer_success" });
    expect(followUpFor(pack.followUps, { on: "nps", score: 7 })).toBeNull();
  });

  it("fills notices in and leaves what is unknown visible", () => {
    const notice = pack.notices.find(({ id }) => id === "acknowledgement");
    if (!notice) throw new Error("no notice");
    const { subject, body } = renderNotice(notice, "en", { ticket_subject: "Printer {link}", customer_name: "Li" });
    expect(subject).toBe("Received: Printer {link}");
    expect(body).toContain("Dear Li,");
    expect(body).toContain("{ticket_number}");
  });
});
