import { expect, test } from "vitest";
import { ABILITIES, ROLES, roleHas } from "../../../../../src/domain/permission/index.ts";
import { sectionsFor } from "./sections.ts";

const shownTo = (role: (typeof ROLES)[number]) =>
  sectionsFor(ABILITIES.filter((ability) => roleHas(role, ability))).map(({ id }) => id);

test("a role is shown the pages that it may use, and no other", () => {
  expect(shownTo("administrator")).toHaveLength(12);
  expect(shownTo("supervisor")).not.toContain("sign_in");
  expect(shownTo("supervisor")).toContain("audit");
  expect(shownTo("agent")).not.toContain("audit");
  expect(shownTo("agent")).toContain("tokens");
  expect(shownTo("collaborator")).toEqual(["profile", "notifications", "security", "people", "teams"]);
});
