import { expect, test } from "vitest";
import { letterOf, type LetterOrder } from "./collapse-letters.ts";

const order = (kind: LetterOrder["kind"], noticeId: string | null, lineId = "r"): LetterOrder => ({
  ticketId: "t",
  lineId,
  kind,
  noticeId,
  holder: { teamId: null, assigneeId: null },
  stop: null,
  now: 1,
});

test("one letter alone stands for itself", () => {
  expect(letterOf([order("notice", "a")])).toMatchObject({
    about: { kind: "notice", noticeId: "a" },
    withSurvey: false,
    standsFor: 1,
    stop: null,
  });
  expect(letterOf([order("survey", null)])).toMatchObject({
    about: { kind: "survey" },
    withSurvey: true,
    standsFor: 1,
  });
  expect(letterOf([])).toBeNull();
});

test("of many the last of the weightiest kind: closing before notice before survey, which goes along", () => {
  const letter = letterOf([
    order("notice", "a"),
    order("closing", "c", "closer"),
    order("survey", null),
    order("notice", "b"),
  ]);
  expect(letter).toMatchObject({ about: { noticeId: "c" }, lineId: "closer", withSurvey: true, standsFor: 4 });
  expect(letterOf([order("notice", "a"), order("notice", "b")])).toMatchObject({
    about: { noticeId: "b" },
    standsFor: 2,
  });
});

test("the same notice ordered by two lines is one letter's worth", () => {
  expect(letterOf([order("notice", "a", "x"), order("notice", "a", "y")])).toMatchObject({ standsFor: 1, lineId: "y" });
});

test("it says that it is late when any of them is", () => {
  const stop = { from: 1, until: 2 };
  expect(letterOf([{ ...order("notice", "a"), stop }, order("notice", "b")])).toMatchObject({ stop });
});
