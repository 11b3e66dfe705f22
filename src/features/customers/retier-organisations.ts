import { changeOrganisation, organisationsToRetier, type Organisation } from "../../core/contacts/index.ts";
import { recordAudit } from "../../core/staff/index.ts";
import { decideTier } from "../../domain/sop/index.ts";
import type { CustomerDeps } from "./deps.ts";
import { retier, ticketHooks } from "./ticket-moves.ts";
import { dayOf } from "./wanted-tier.ts";

const ORGANISATIONS_A_TRANSACTION = 200;

/**
 * Looks at every customer whose tier may have changed since yesterday: a month more, a tier by hand that has run out. What changes
 * stands in the audit trail, and the promises of his open tickets are matched anew. REQ: TR-09
 */
export async function retierOrganisations(deps: CustomerDeps): Promise<void> {
  let after: string | null = null;
  do {
    const from: string | null = after;
    after = await deps.db.inTransaction(async (tx) => {
      const { pack } = await deps.desk.procedures.published(tx);
      const some = await organisationsToRetier(tx, from, ORGANISATIONS_A_TRANSACTION);
      for (const organisation of some) await retierOne(deps, tx, { organisation, rules: pack.tiers });
      return some.length < ORGANISATIONS_A_TRANSACTION ? null : (some.at(-1)?.id ?? null);
    });
  } while (after !== null);
}

type One = { organisation: Organisation; rules: Parameters<typeof decideTier>[0]["rules"] };

async function retierOne(
  deps: CustomerDeps,
  tx: Parameters<typeof recordAudit>[0],
  { organisation, rules }: One,
): Promise<void> {
  const now = deps.now();
  const { id, name, basis, byHand, tier: has, version } = organisation;
  const decided = decideTier({ rules, basis, byHand, has, ...dayOf(now) });
  const isOver = byHand !== null && decided.by !== "hand";
  if (decided.tier === has && !isOver) return;
  const by = { staffId: null, now, hooks: ticketHooks(deps.desk) };
  const change = { tier: decided.tier, ...(isOver ? { byHand: null } : {}) };
  await changeOrganisation(tx, { id, version }, change, by);
  if (decided.tier !== has) await retier(deps.desk, tx, { organisationId: id, tier: decided.tier }, by);
  await recordAudit(
    tx,
    {
      actor: null,
      actorName: decided.ruleId ?? "tiers",
      action: "organisation.changed",
      target: { kind: "organisation", id, name },
      before: { tier: has },
      after: { tier: decided.tier },
    },
    now,
  );
}
