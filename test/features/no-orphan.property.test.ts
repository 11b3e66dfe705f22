import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ERRORS } from "../../src/contract/errors.ts";
import { makeProcedure } from "../../src/core/sop/make-procedure.ts";
import type { Procedure } from "../../src/core/sop/index.ts";
import { dueOf } from "../../src/core/tickets/change-ticket.ts";
import type { Refusal } from "../../src/domain/result.ts";
import { lineMatches } from "../../src/domain/clocks/index.ts";
import {
  foldTicket,
  isOpen,
  type Actor,
  type Ticket,
  type TicketEvent,
  type TicketEventBody,
} from "../../src/domain/ticket/index.ts";
import { isThere, transitionOf } from "../support/gate-oracle.ts";
import { arbitraryCommand, PEOPLE, type Command } from "../support/random-command.ts";
import { compiledCalendars, shippedDocuments, shippedPack } from "../support/shipped-pack.ts";

/** The shipped packs, under ever new orders of commands. REQ: TR-08, HA-07, HA-19, CL-01 */
const calendars = compiledCalendars();
const names = new Map([...calendars.keys()].map((id) => [id, { zh: id, en: id }]));
const procedures = [...shippedDocuments().keys()].map((id): [string, Procedure] => [
  id,
  makeProcedure(id, shippedPack(id), { compiled: calendars, names }),
]);
const START = Date.parse("2026-03-04T02:00Z");
const MINUTE_MS = 60_000;

const opening = fc.record({
  kind: fc.constantFrom("fault" as const, "complaint" as const, "consultation" as const),
  priority: fc.constantFrom("P0" as const, "P1" as const, "P2" as const, "P3" as const),
  tier: fc.constantFrom("strategic" as const, "basic" as const),
  categoryId: fc.constantFrom(null, "fault.outage", "usage.operate"),
});
const steps = fc.array(fc.tuple(fc.integer({ min: 0, max: 2_000 }), arbitraryCommand), { maxLength: 60 });

const chain = (bodies: readonly TicketEventBody[], at: number, actor: Actor, after: readonly TicketEvent[]) =>
  bodies.map((body, index): TicketEvent => ({ seq: after.length + index + 1, at, actor, body }));

type Opening = typeof opening extends fc.Arbitrary<infer O> ? O : never;

const opened = (facts: Opening) =>
  chain(
    [
      {
        type: "opened",
        facts: { ...facts, channel: "email", state: "new", tags: [] },
        contactId: "c",
        subjectDigest: "",
      },
      { type: "assigned", teamId: "desk", assigneeId: null, reason: null },
    ],
    START,
    { kind: "system" },
    [],
  );

type Happened = {
  before: Ticket;
  ticket: Ticket;
  added: readonly TicketEvent[];
  past: readonly TicketEvent[];
  now: number;
};
type Look = {
  onChange(happened: Happened, procedure: Procedure, command: Command): void;
  onRefusal?(refusal: Refusal): void;
};

/** Plays commands one after another; each that is accepted is looked at. */
function play(procedure: Procedure, story: { opening: Opening; steps: [number, Command][] }, look: Look) {
  const events = opened(story.opening);
  const other = { ...foldTicket("other", events) };
  let now = START;
  for (const [minutes, command] of story.steps) {
    now += minutes * MINUTE_MS;
    const before = foldTicket("t", events);
    const decision = command.run({ ticket: before, other, procedure, events, now });
    if (!decision.ok) look.onRefusal?.(decision.refusal);
    else if (decision.value.length > 0) {
      const added = chain(decision.value, now, command.actor, events);
      const past = [...events];
      events.push(...added);
      look.onChange({ before, ticket: foldTicket("t", events), added, past, now }, procedure, command);
    }
  }
}

const story = fc.record({ opening, steps });
const everywhere = (look: () => Look, numRuns: number) => {
  for (const [, procedure] of procedures)
    fc.assert(
      fc.property(story, (given) => play(procedure, given, look())),
      { numRuns },
    );
};

describe("whatever happens, under every shipped pack", () => {
  it("an open ticket has somebody who answers for it, and a next due moment", () => {
    everywhere(
      () => ({
        onChange: ({ ticket, past, added, now }, procedure, { name }) => {
          if (!isOpen(ticket)) return;
          expect(ticket.assigneeId ?? ticket.teamId, name).not.toBeNull();
          const due = dueOf(ticket, procedure.clocks([...past, ...added], now), now);
          expect(Number.isFinite(due.at), name).toBe(true);
        },
      }),
      500,
    );
  }, 120_000);

  it("no order makes two owners: one person after another, by name, with a reason where one had it", () => {
    everywhere(
      () => ({
        onChange: ({ before, ticket, added }, _, { name }) => {
          const handed = added.filter(({ body }) => body.type === "assigned");
          expect(handed.length, name).toBeLessThan(2);
          for (const { body } of handed)
            if (
              body.type === "assigned" &&
              before.assigneeId &&
              body.assigneeId &&
              before.assigneeId !== body.assigneeId
            )
              expect(body.reason, name).not.toBeNull();
          const moves = added.some(({ body }) => body.type === "assigned" || body.type === "follow_up_opened");
          if (!moves) expect([ticket.assigneeId, ticket.teamId], name).toEqual([before.assigneeId, before.teamId]);
          const [owned] = handed;
          if (owned?.body.type === "assigned" && owned.body.teamId && owned.body.assigneeId)
            expect(PEOPLE[owned.body.assigneeId]).toContain(owned.body.teamId);
        },
      }),
      500,
    );
  }, 120_000);

  it("no gate opens without what it demands, but for a supervisor's reason, which is kept", () => {
    const passed = { solve: 0, close: 0 };
    everywhere(
      () => ({
        onChange: ({ before, added, past, now }, procedure, { name }) => {
          const transition = transitionOf(added);
          if (!transition) return;
          const overridden = added.flatMap(({ body }) => (body.type === "gate_overridden" ? [body.gateId] : []));
          const history = [...past, ...added.filter(({ body }) => body.type === "confirmed")];
          for (const gate of procedure.pack.gates.filter(
            (each) => each.transition === transition && lineMatches(each, before.facts),
          )) {
            if (overridden.includes(gate.id)) continue;
            for (const demand of gate.demands)
              expect(
                isThere(demand, { history, now, procedure, calendars }),
                `${name} past ${gate.id}: ${demand.label.zh}`,
              ).toBe(true);
            if (transition !== "transfer") passed[transition] += 1;
          }
        },
      }),
      1_000,
    );
    // A test that never comes to a gate shows nothing.
    expect(passed.solve).toBeGreaterThan(0);
    expect(passed.close).toBeGreaterThan(0);
  }, 120_000);

  it("every refusal is coded, with words and a way out in both languages", () => {
    const codes = new Set<string>();
    everywhere(
      () => ({
        onChange: () => undefined,
        onRefusal: ({ code, params }) => {
          codes.add(code);
          const known = Object.entries(ERRORS).find(([id]) => id === code)?.[1];
          expect(known, code).toBeDefined();
          for (const words of [known?.zh, known?.en, known?.remedy.zh, known?.remedy.en]) {
            expect(words?.length ?? 0, code).toBeGreaterThan(3);
            for (const [, name] of words?.matchAll(/\{(\w+)\}/g) ?? []) expect(params, code).toHaveProperty(name ?? "");
          }
        },
      }),
      500,
    );
    expect(codes.size).toBeGreaterThan(15);
  }, 120_000);
});
