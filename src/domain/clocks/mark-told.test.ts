import fc from "fast-check";
import { expect, test } from "vitest";
import { compiledCalendars, standardPack } from "../../../test/support/shipped-pack.ts";
import type { TicketEvent, TicketEventBody, TicketFacts } from "../ticket/index.ts";
import { clockEvents, clockTimers, foldClocks, markTold, type ClockTimer } from "./index.ts";
import { plainFacts } from "../../../test/support/plain-facts.ts";

const OPENED = Date.parse("2026-03-02T02:00:00Z");
const HOUR = 3_600_000;
const calendars = compiledCalendars();
const lines = standardPack().promises;

const facts = (priority: TicketFacts["priority"]): TicketFacts => ({ ...plainFacts, priority, state: "new" });

const told = (timer: ClockTimer): TicketEventBody =>
  timer.kind === "warn"
    ? { type: "clock_warned", clockId: timer.clockId, lineId: timer.lineId, share: timer.share }
    : { type: "clock_breached", clockId: timer.clockId, lineId: timer.lineId };

test("clocks marked as told are those that a fold with the event of it makes, under the standard pack", () => {
  const answers = fc.array(fc.record({ after: fc.integer({ min: 0, max: 60 }), solves: fc.boolean() }), {
    maxLength: 4,
  });
  fc.assert(
    fc.property(
      fc.constantFrom("P0" as const, "P1" as const, "P2" as const, "P3" as const),
      answers,
      fc.integer({ min: 0, max: 100 }),
      (priority, steps, hours) => {
        const bodies: { at: number; body: TicketEventBody }[] = [
          { at: OPENED, body: { type: "opened", facts: facts(priority), contactId: "c", subjectDigest: "" } },
          ...steps.map(({ after, solves }) => ({
            at: OPENED + after * HOUR,
            body: solves
              ? ({ type: "solved", resultNoticeId: null } as const)
              : ({ type: "message_sent", messageId: "m", kind: "reply" } as const),
          })),
        ];
        const now = OPENED + hours * HOUR;
        const past = bodies.toSorted((a, b) => a.at - b.at).filter(({ at }) => at <= now);
        const events = past.map(({ at, body }, index): TicketEvent => ({
          seq: index + 1,
          at,
          actor: { kind: "system" },
          body,
        }));
        const fold = (of: readonly TicketEvent[]) => foldClocks({ lines, calendars, events: clockEvents(of), now });
        let clocks = fold(events);
        for (const timer of clockTimers(clocks)
          .filter(({ at }) => at <= now)
          .slice(0, 5)) {
          events.push({
            seq: events.length + 1,
            at: now,
            actor: { kind: "rule", id: timer.lineId },
            body: told(timer),
          });
          clocks = markTold(clocks, timer);
          expect(clocks).toEqual(fold(events));
        }
      },
    ),
    { numRuns: 60 },
  );
});
