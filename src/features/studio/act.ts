import { recordAudit, type SignedIn } from "../../core/staff/index.ts";
import { appendStep, type NewStep, type Someone } from "../../core/sop/index.ts";
import type { Tx } from "../../platform/transaction.ts";

/**
 * Who takes a step, from where and when; null: whoever sits at the machine. `viaCommandLine`: somebody at the machine took it
 * in the name of `by`, who did not sign in.
 */
export type Act = { tx: Tx; by: Someone | null; ip?: string; viaCommandLine?: true; now: number };

export const actOf = (call: { tx: Tx; session: SignedIn; ip: string; now: number }): Act => ({
  tx: call.tx,
  by: { id: call.session.staffId, name: call.session.name },
  ip: call.ip,
  now: call.now,
});

type Step = Omit<NewStep, "versionId" | "staffId">;

/** Writes a step into the version's trail and into the audit trail. */
export async function record(act: Act, version: { id: string; number: number }, step: Step): Promise<void> {
  const { tx, by, ip, now } = act;
  const facts = { ...step.facts, ...(act.viaCommandLine ? { via: "command_line" } : {}) };
  await appendStep(tx, { versionId: version.id, staffId: by?.id ?? null, ...step, facts }, now);
  await recordAudit(
    tx,
    {
      actor: by && { staffId: by.id, name: by.name },
      ...(by ? {} : { actorName: "console" }),
      ip,
      action: `procedure.${step.action}`,
      target: { kind: "procedure_version", id: version.id, name: String(version.number) },
      facts: { ...facts, ...(step.reason ? { reason: step.reason } : {}) },
    },
    now,
  );
}
