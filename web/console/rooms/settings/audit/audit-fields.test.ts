import { expect, test } from "vitest";
import { readDetail } from "./audit-fields.ts";

test("what changed is told field by field, a record in a field by its parts that changed, and no id of its own", () => {
  const { changes, facts } = readDetail({
    changes: {
      id: { before: null, after: "0190" },
      tier: { before: "basic", after: "growth" },
      basis: { before: { paid: 10, users: 3 }, after: { paid: 20, users: 3 } },
      byHand: { before: null, after: { tier: "growth", reason: "签约" } },
    },
    reason: "签约",
  });
  expect(changes).toEqual([
    { field: "tier", before: "basic", after: "growth" },
    { field: "paid", before: 10, after: 20 },
    { field: "tier", before: null, after: "growth" },
    { field: "reason", before: null, after: "签约" },
  ]);
  expect(facts).toEqual([{ field: "reason", value: "签约" }]);
});

test("an entry that keeps nothing, or something odd, is no trouble", () => {
  expect(readDetail({})).toEqual({ changes: [], facts: [] });
  expect(readDetail({ changes: "?" })).toEqual({ changes: [], facts: [] });
  expect(readDetail({ changes: { role: null } })).toEqual({
    changes: [{ field: "role", before: null, after: null }],
    facts: [],
  });
});
