import { expect, test } from "vitest";
import { askedOf, firstAnswer, NOTHING_SAID, stepsOf, type CaseAnswer } from "./case-answer.ts";

const link = { token: "t", answer: null, rating: null };
const nothing = NOTHING_SAID;
const survey = { answered: false, satisfaction: null, title: "", thanks: "", questions: [] };
const question = { id: "satisfaction", label: "", type: "scale" as const, required: true, levels: [] };
const awaiting = { status: "awaiting_confirmation", survey } as const;

test("a good rating in the link means solved, a bad one says nothing of it", () => {
  expect(firstAnswer({ ...link, rating: 5 }, {})).toMatchObject({ solved: "solved", levels: { satisfaction: 5 } });
  expect(firstAnswer({ ...link, rating: 2 }, {})).toMatchObject({ solved: null, levels: { satisfaction: 2 } });
});

test("the link goes over what was kept, the rest is kept", () => {
  const kept = { solved: "solved" as const, reason: "重启后又报错", comment: "谢谢" };
  expect(firstAnswer({ ...link, answer: "not-solved" }, kept)).toEqual({
    solved: "not-solved",
    reason: "重启后又报错",
    levels: {},
    comment: "谢谢",
  });
});

test("one tap confirms and rates; nothing chosen sends nothing", () => {
  expect(stepsOf(nothing, awaiting)).toEqual([]);
  expect(stepsOf({ ...nothing, solved: "solved" }, awaiting)).toEqual(["confirm"]);
  expect(stepsOf({ ...nothing, solved: "solved", levels: { satisfaction: 5 } }, awaiting)).toEqual(["confirm", "rate"]);
  expect(stepsOf({ ...nothing, levels: { satisfaction: 2 } }, awaiting)).toEqual(["rate"]);
  expect(stepsOf({ ...nothing, solved: "not-solved", levels: { satisfaction: 2 } }, awaiting)).toEqual(["reject"]);
});

test("what was answered is not sent again", () => {
  const done = { status: "confirmed", survey: { ...survey, answered: true } } as const;
  expect(stepsOf({ ...nothing, solved: "solved", levels: { satisfaction: 5 } }, done)).toEqual([]);
  expect(stepsOf({ ...nothing, solved: "solved", levels: { satisfaction: 5 } }, { ...done, survey })).toEqual(["rate"]);
  expect(stepsOf({ ...nothing, solved: "not-solved" }, { status: "reopened", survey })).toEqual([]);
});

test("the button says what it does", () => {
  const asking = { ...awaiting, survey: { ...survey, questions: [question] } };
  const buttonOf = (answer: Partial<CaseAnswer>) => askedOf({ ...nothing, ...answer }, asking, false).button;
  expect(buttonOf({})).toBe("submit");
  expect(buttonOf({ solved: "solved" })).toBe("submit_solved");
  expect(buttonOf({ solved: "solved", levels: { satisfaction: 4 } })).toBe("submit_both");
  expect(buttonOf({ levels: { satisfaction: 1 } })).toBe("submit_survey");
  expect(buttonOf({ solved: "not-solved", levels: { satisfaction: 1 } })).toBe("submit_not_solved");
});

test("a case closed by rule may be told to be not solved; a confirmed and rated one asks nothing more", () => {
  const closed = { status: "closed", survey } as const;
  expect(askedOf(nothing, closed, false)).toMatchObject({ question: null, button: null, reopening: true });
  expect(askedOf({ ...nothing, solved: "not-solved" }, closed, true)).toMatchObject({
    question: "reason",
    button: "submit_not_solved",
    reopening: false,
  });
  const done = { status: "confirmed" as const, survey: { ...survey, answered: true, questions: [question] } };
  expect(askedOf(nothing, done, false)).toMatchObject({
    question: null,
    survey: false,
    button: null,
    reopening: false,
  });
});
