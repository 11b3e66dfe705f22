import fc from "fast-check";
import { expect, test } from "vitest";
import { ROLES } from "./abilities.ts";
import { roomsOf, roomsThatSee, sees, sightOf } from "./ticket-sight.ts";

const person = fc.constantFrom("ann", "bo", "cy");
const team = fc.constantFrom("red", "blue");
const viewer = fc.record({
  staffId: person,
  role: fc.constantFrom(...ROLES),
  teamIds: fc.uniqueArray(team),
  scopes: fc.option(fc.constant(["tickets.read" as const])),
});
const ticket = fc.record({
  teamId: fc.option(team),
  assigneeId: fc.option(person),
  grantedTo: fc.uniqueArray(fc.oneof(person, team)),
});

test("realtime rooms reach exactly those who see the ticket", () => {
  fc.assert(
    fc.property(viewer, ticket, (who, facts) => {
      const sight = sightOf(who);
      const reached = roomsThatSee(facts).some((room) => roomsOf(sight).includes(room));
      expect(reached).toBe(sees(sight, facts));
    }),
  );
});

test("a token without the reading scope sees nothing, whatever the role", () => {
  expect(sightOf({ staffId: "ann", role: "administrator", teamIds: [], scopes: [] })).toEqual({ kind: "none" });
});

test("a collaborator sees what was given to him, not his teams' queue", () => {
  const sight = sightOf({ staffId: "ann", role: "collaborator", teamIds: ["red"], scopes: null });
  expect(sees(sight, { teamId: "red", assigneeId: null, grantedTo: [] })).toBe(false);
  expect(sees(sight, { teamId: "red", assigneeId: null, grantedTo: ["ann"] })).toBe(true);
  expect(sees(sight, { teamId: "blue", assigneeId: null, grantedTo: ["red"] })).toBe(true);
});
