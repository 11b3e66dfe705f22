import { expect, test } from "vitest";
import { teamFor } from "./team-for.ts";

test("a ticket stays in its team where the person belongs to it, else goes to the person's", () => {
  expect(teamFor({ teamIds: ["a", "b"] }, { team: { id: "b" } })).toBe("b");
  expect(teamFor({ teamIds: ["a"] }, { team: { id: "b" } })).toBe("a");
  expect(teamFor({ teamIds: [] }, { team: { id: "b" } })).toBeNull();
});
