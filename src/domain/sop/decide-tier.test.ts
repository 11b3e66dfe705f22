import { describe, expect, it } from "vitest";
import { standardPack } from "../../../test/support/shipped-pack.ts";
import { decideTier } from "./index.ts";

const rules = standardPack().tiers;
const NOW = Date.parse("2026-03-15T00:00:00Z");
const NOTHING = { paid: null, since: null, users: null };
const decided = (given: Partial<Parameters<typeof decideTier>[0]>) =>
  decideTier({ rules, basis: NOTHING, byHand: null, has: "growth", now: NOW, today: "2026-03-15", ...given });

describe("a customer's tier (REQ: TR-09)", () => {
  it("stays what it is while nothing is known", () => {
    expect(decided({})).toEqual({ tier: "growth", by: "nobody", ruleId: null });
  });

  it("follows from the figures, by the rule that is named", () => {
    expect(decided({ basis: { ...NOTHING, paid: 600_000 } })).toEqual({
      tier: "strategic",
      by: "rule",
      ruleId: "b.tier.strategic",
    });
    expect(decided({ basis: { ...NOTHING, users: 5 } }).tier).toBe("basic");
  });

  it("grows with whole months alone", () => {
    const basis = { paid: 200_000, since: "2023-03-15", users: null };
    expect(decided({ basis }).tier).toBe("strategic");
    expect(decided({ basis, today: "2026-03-14" }).tier).toBe("growth");
    expect(decided({ basis: { ...basis, since: "2030-01-01" } }).tier).toBe("growth");
  });

  it("is what was set by hand until that has run out", () => {
    const byHand = { tier: "strategic" as const, reason: "重点项目", until: NOW };
    const basis = { ...NOTHING, paid: 60_000 };
    expect(decided({ basis, byHand, now: NOW - 1 })).toMatchObject({ tier: "strategic", by: "hand" });
    expect(decided({ basis, byHand })).toMatchObject({ tier: "growth", by: "rule" });
    expect(decided({ byHand })).toMatchObject({ tier: "basic", by: "rule" });
    expect(decided({ byHand: { ...byHand, until: null }, now: NOW * 2 })).toMatchObject({ by: "hand" });
  });
});
