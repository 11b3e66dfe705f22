import { accepted, refused } from "../result.ts";
import { isOpen, type Ticket } from "./ticket.ts";
import { notWhile, type Decision } from "./work-commands.ts";

/** A step of the procedure is done, once; not before those that it comes after (REQ: HA-09). */
export function doStep(ticket: Ticket, step: { id: string; waitsFor: readonly string[] }): Decision {
  if (!isOpen(ticket)) return notWhile(ticket);
  if (ticket.steps.includes(step.id)) return accepted([]);
  if (step.waitsFor.length > 0) return refused("step_too_early", { steps: step.waitsFor });
  return accepted([{ type: "step_done", stepId: step.id }]);
}

export type Approval = {
  authorityId: string;
  /** The form that is approved, with the amount in it; null for an approval of none. */
  submissionId: string | null;
  amount: number | null;
  permitted: boolean;
  /** Who may, in words. */
  roles: string;
};

/** Somebody with the authority says yes, for what the form says now (REQ: HA-18, HA-22). */
export function approve(ticket: Ticket, { authorityId, submissionId, amount, permitted, roles }: Approval): Decision {
  if (!isOpen(ticket)) return notWhile(ticket);
  if (!permitted) return refused("approval_not_yours", { roles });
  if (ticket.approvals[authorityId] === submissionId) return accepted([]);
  return accepted([{ type: "approval_given", authorityId, submissionId, amount }]);
}
