import { expect, test } from "vitest";
import type { EventShape } from "../../../../../src/contract/ticket-shapes.ts";
import { openAsks } from "./open-asks.ts";

const events = (...bodies: Record<string, unknown>[]): EventShape[] =>
  bodies.map((body, at) => ({
    seq: at + 1,
    at: "2026-03-04T02:00:00.000Z",
    actor: { kind: "system", name: "" },
    type: String(body["type"]),
    body,
    hash: "",
  }));

test("what is asked stands open until it is answered or taken back", () => {
  const sent = { type: "transfer_sent", transferId: "x1", teamId: "t1", submissionId: null };
  expect(openAsks({ events: events(sent) }).transfers).toEqual({ x1: { teamId: "t1", state: "sent" } });
  const answered = { type: "transfer_answered", transferId: "x1", messageId: "m1" };
  expect(openAsks({ events: events(sent, answered) }).transfers["x1"]?.state).toBe("answered");
});

test("a mail that was taken back asked for nothing", () => {
  const asked = { type: "supplement_asked", messageId: "m1", missing: ["版本号"] };
  expect(openAsks({ events: events(asked) }).supplement?.missing).toEqual(["版本号"]);
  const back = { type: "message_withdrawn", messageId: "m1" };
  expect(openAsks({ events: events(asked, back) }).supplement).toBeNull();
});
