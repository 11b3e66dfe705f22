import type { GateCase } from "../../src/domain/sop/index.ts";
import type { TicketFacts } from "../../src/domain/ticket/ticket-facts.ts";

/** A fault of everyday at work: what a test says besides is what it is about. */
export const plainFacts: TicketFacts = {
  kind: "fault",
  categoryId: null,
  priority: "P2",
  tier: "basic",
  channel: "email",
  state: "open",
  tags: [],
  level: "L1",
  agreement: null,
  complaintUrgency: null,
};

/** A case of which nothing has been done yet. */
export const plainCase = (facts: TicketFacts): GateCase => ({
  facts,
  forms: {},
  confirmed: false,
  steps: [],
  approvals: {},
  ranOut: () => false,
  closingLine: null,
});
