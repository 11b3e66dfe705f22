import { describe, expect, it } from "vitest";
import { caseEvents, type CaseRow } from "./case-events.ts";
import type { EventWord } from "./event-words.ts";
import { DEFAULT_FACTS } from "./log-reading.ts";

const rows = (...words: (EventWord | EventWord[])[]): CaseRow[] =>
  words.map((word, index) => ({ at: index, words: Array.isArray(word) ? word : [word], facts: DEFAULT_FACTS }));

/** Each event as `moment type`, with the state or kind that tells it apart. */
const told = (events: ReturnType<typeof caseEvents>) =>
  events.map((event) => {
    const detail = "changes" in event ? event.changes.state : "kind" in event ? event.kind : "";
    return [event.at, event.type, detail].filter((part) => part !== "").join(" ");
  });

describe("the rows of a case as events of a ticket", () => {
  it.each<[what: string, rows: CaseRow[], expected: string[]]>([
    ["the first row opens it, whatever it says", rows("progressed"), ["0 opened", "0 progressed"]],
    [
      "what comes after a waiting ends it",
      rows("opened", "waiting_customer", "customer_message", "answered"),
      [
        "0 opened",
        "1 facts_changed waiting_customer",
        "2 facts_changed open",
        "2 customer_message",
        "3 answered reply",
      ],
    ],
    [
      "work after the end opens it again",
      rows("opened", "solved", "taken_up", "closed"),
      ["0 opened", "1 solved", "2 reopened", "2 taken_up", "3 solved", "3 closed"],
    ],
    [
      "a second solution of the same end is none",
      rows("opened", "solved", "solved", "closed"),
      ["0 opened", "1 solved", "3 closed"],
    ],
    ["closing solves, cancelling does not", rows("opened", "cancelled"), ["0 opened", "1 closed"]],
    [
      "one row may say two things",
      rows("opened", ["taken_up", "answered"]),
      ["0 opened", "1 taken_up", "1 answered reply"],
    ],
    [
      "a word that means nothing leaves a waiting be",
      rows("opened", "waiting_customer", "nothing"),
      ["0 opened", "1 facts_changed waiting_customer"],
    ],
    [
      "resumed ends a waiting alone",
      rows("opened", "waiting_department", "resumed"),
      ["0 opened", "1 facts_changed waiting_department", "2 facts_changed open"],
    ],
    ["a form is filled in", rows("opened", "form:diagnosis"), ["0 opened", "1 form_submitted"]],
    [
      "not solved counts only after a solution",
      rows("not_solved", "solved", "not_solved"),
      ["0 opened", "1 solved", "2 not_solved"],
    ],
  ])("%s", (_, given, expected) => {
    expect(told(caseEvents(given, false))).toEqual(expected);
  });

  it("takes the last row for the solution where asked to and none came", () => {
    expect(told(caseEvents(rows("opened", "progressed"), true)).at(-1)).toBe("1 solved");
    expect(told(caseEvents(rows("opened", "closed"), true))).toEqual(["0 opened", "1 solved", "1 closed"]);
  });

  it("tells which facts changed, and leaves the state to the events", () => {
    const [first, second] = rows("opened", "progressed") as [CaseRow, CaseRow];
    const events = caseEvents(
      [first, { ...second, facts: { ...DEFAULT_FACTS, priority: "P1", state: "closed" } }],
      false,
    );
    expect(events[1]).toEqual({ at: 1, type: "facts_changed", changes: { priority: "P1" } });
  });
});
