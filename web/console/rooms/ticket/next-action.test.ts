import { expect, test } from "vitest";
import { nextAction } from "./next-action.ts";

type Asked = Parameters<typeof nextAction>[0];

const due = (metric: string) => ({ metric, lineId: "x", dueAt: "2026-03-02T02:00:00.000Z", warnAt: null });
const page = (changes: Partial<Asked> = {}): Asked => ({
  state: "open",
  mergedInto: null,
  assignee: { id: "a", name: "王小明" },
  nextDue: due("resolution"),
  messages: [],
  lastMessageFrom: "staff",
  clocks: [],
  may: { reply: true, note: true, work: true, override: false },
  ...changes,
});
const FORMS = ["diagnosis", "remedy_plan"];
const kindOf = (changes: Partial<Asked>, forms = FORMS) => nextAction(page(changes), forms).kind;
const sent = (deliveryState: "failed" | "bounced" | "sent") =>
  [{ id: "m1", direction: "out", deliveryState }] as unknown as Asked["messages"];

test("each promise that comes due leads to what keeps it (REQ: HA-01)", () => {
  const led = ["first_response", "next_response", "progress_update", "idle", "diagnosis", "resolution"].map((metric) =>
    kindOf({ nextDue: due(metric) }),
  );
  expect(led).toEqual(["reply", "reply", "update", "update", "form", "solve"]);
  expect(kindOf({ nextDue: due("workaround") })).toBe("solve");
});

test("a customer who wrote last is answered first", () => {
  expect(kindOf({ lastMessageFrom: "customer" })).toBe("reply");
});

test("nobody's ticket is taken, a message that did not arrive is looked at before all", () => {
  expect(kindOf({ assignee: null })).toBe("take");
  expect(nextAction(page({ assignee: null, messages: sent("failed") }), FORMS)).toMatchObject({
    kind: "mend_delivery",
    target: "m1",
  });
  expect(kindOf({ messages: sent("bounced") })).toBe("mend_delivery");
  expect(kindOf({ messages: sent("sent") })).toBe("solve");
});

test("an unhappy customer's remedy goes before confirming and solving", () => {
  const clocks = [{ metric: "remedy_plan", state: "running" }] as Asked["clocks"];
  expect(kindOf({ clocks, state: "solved" })).toBe("plan_remedy");
  expect(kindOf({ state: "solved" })).toBe("confirm");
});

test("where nothing can be done, nothing is offered", () => {
  expect(kindOf({ mergedInto: { id: "b", number: 2 } })).toBe("merged");
  expect(kindOf({ state: "closed" })).toBe("closed");
  expect(kindOf({ may: { reply: false, note: true, work: false, override: false } })).toBe("nothing");
  expect(kindOf({ state: "waiting_customer", nextDue: null })).toBe("wait");
});
