import type { AuditAction } from "../../contract/audit-actions.ts";
import { CodedError } from "../../contract/coded-error.ts";
import { organisationRoutes } from "../../contract/customer-routes.ts";
import {
  changeOrganisation,
  findOrganisation,
  listContacts,
  listOrganisations,
  makeOrganisation,
  mergersInto,
  organisationDuplicates,
  type Organisation,
} from "../../core/contacts/index.ts";
import { findStaff, handle, recordAudit } from "../../core/staff/index.ts";
import { decideTier } from "../../domain/sop/index.ts";
import type { Tx } from "../../platform/transaction.ts";
import { customerTickets, openTicketCounts } from "./customer-ticket-store.ts";
import type { CustomerDeps, Doer } from "./deps.ts";
import { given } from "./given.ts";
import { dayOf, lastDayBefore, wantedTier } from "./wanted-tier.ts";
import { presentContact, presentMerged, presentOrganisation } from "./present-customer.ts";
import { byOf, retier } from "./ticket-moves.ts";

const CONTACTS_SHOWN_MAX = 100;

export const organisationHandlers = (deps: CustomerDeps) => [
  handle(organisationRoutes.list, async ({ tx, session, query }) => {
    const { cursor, limit, ...filter } = query;
    const page = await listOrganisations(tx, filter, { cursor, limit });
    const ids = page.items.map((row) => row.id);
    const open = await openTicketCounts(tx, session.viewer, "organisation_id", ids);
    const items = page.items.map((row) => ({ ...presentOrganisation(row), openTickets: open.get(row.id) ?? 0 }));
    return { items, nextCursor: page.nextCursor };
  }),

  handle(organisationRoutes.show, async ({ tx, session, params }) => {
    const organisation = await requireOrganisation(tx, params.organisationId);
    const organisationId = organisation.id;
    const contacts = await listContacts(tx, { organisationId }, { limit: CONTACTS_SHOWN_MAX }, true);
    const adviser = organisation.adviserId ? await findStaff(tx, organisation.adviserId) : null;
    const { id, name, tier, domains, note, version, createdAt } = organisation;
    return {
      id,
      name,
      tier,
      domains,
      note,
      version,
      ...(await tierWords(deps, tx, organisation)),
      createdAt: createdAt.toISOString(),
      adviser: adviser && { id: adviser.id, name: adviser.name },
      contacts: contacts.items.map(presentContact),
      contactsMore: contacts.nextCursor !== null,
      mergedFrom: (await mergersInto(tx, id)).map(presentMerged),
      tickets: await customerTickets(tx, session.viewer, { organisationId }),
    };
  }),

  handle(organisationRoutes.make, async (call) => {
    const { domains, name, adviserId, note: remark, ...tiering } = call.body;
    await requireAdviser(call.tx, adviserId);
    const { pack } = await deps.desk.procedures.published(call.tx);
    const tier = wantedTier(pack, UNKNOWN, tiering, call.now);
    const profile = { name, adviserId, note: remark, ...tier };
    const id = await makeOrganisation(call.tx, profile, domains, byOf(deps, call));
    await note(call, "organisation.created", { id, name });
    await deps.customersChanged(call.tx, { organisationId: id });
    return { id };
  }),

  handle(organisationRoutes.change, async (call) => {
    const { version, ...change } = call.body;
    const { name, adviserId, note: remark, domains, ...tiering } = change;
    await requireAdviser(call.tx, adviserId ?? null);
    const which = { id: call.params.organisationId, version };
    const known = await requireOrganisation(call.tx, which.id);
    const { pack } = await deps.desk.procedures.published(call.tx);
    const tier = wantedTier(pack, known, tiering, call.now);
    const fields = { ...given({ name, adviserId, note: remark, domains }), ...tier };
    const before = await changeOrganisation(call.tx, which, fields, byOf(deps, call));
    if (tier.tier !== before.tier)
      await retier(deps.desk, call.tx, { organisationId: before.id, tier: tier.tier }, byOf(deps, call));
    await recordAudit(
      call.tx,
      { ...about(call, "organisation.changed", before), ...difference(before, { ...change, ...tier }) },
      call.now,
    );
    await deps.customersChanged(call.tx, { organisationId: before.id });
  }),

  handle(organisationRoutes.duplicates, async ({ tx, params }) => ({
    items: await organisationDuplicates(tx, await requireOrganisation(tx, params.organisationId)),
  })),
];

const UNKNOWN = { tier: "basic", basis: { paid: null, since: null, users: null }, byHand: null } as const;

/** Its figures, and why the tier is what it is. */
async function tierWords(deps: CustomerDeps, tx: Tx, { basis, byHand, tier }: Organisation) {
  const { pack } = await deps.desk.procedures.published(tx);
  const decided = decideTier({ rules: pack.tiers, basis, byHand, has: tier, ...dayOf(deps.now()) });
  return {
    paidCny: basis.paid,
    customerSince: basis.since,
    users: basis.users,
    tierBy: decided.by,
    tierSource: pack.tiers.find(({ id }) => id === decided.ruleId)?.source ?? null,
    tierReason: byHand?.reason ?? "",
    tierUntil: byHand?.until == null ? null : lastDayBefore(byHand.until),
  };
}

async function requireOrganisation(tx: Tx, organisationId: string): Promise<Organisation> {
  const organisation = await findOrganisation(tx, organisationId);
  if (!organisation) throw new CodedError("not_found");
  return organisation;
}

async function requireAdviser(tx: Tx, adviserId: string | null): Promise<void> {
  if (adviserId && !(await findStaff(tx, adviserId))?.active) throw new CodedError("person_unknown");
}

const about = (doer: Doer, action: AuditAction, organisation: { id: string; name: string }) => ({
  actor: doer.session,
  ip: doer.ip,
  action,
  target: { kind: "organisation" as const, id: organisation.id, name: organisation.name },
});

const note = (doer: Doer, action: AuditAction, organisation: { id: string; name: string }) =>
  recordAudit(doer.tx, about(doer, action, organisation), doer.now);

function difference(before: Organisation, change: Record<string, unknown>) {
  const fields = ["name", "tier", "adviserId", "domains", "basis", "byHand"] as const;
  const changed = fields.filter((field) => change[field] !== undefined);
  return {
    before: Object.fromEntries(changed.map((field) => [field, before[field]])),
    after: Object.fromEntries(changed.map((field) => [field, change[field]])),
  };
}
