import { listTeams } from "../../core/staff/index.ts";
import { readEvents, type TicketDesk } from "../../core/tickets/index.ts";
import { transferFor, type TransferRule } from "../../domain/sop/index.ts";
import { foldTicket } from "../../domain/ticket/index.ts";
import type { Tx } from "../../platform/transaction.ts";
import { readSopVersion } from "./transfer-store.ts";

/**
 * The teams that have somebody and are not the ticket's own, each with the form that goes along; and the rule by which each team of
 * the desk is asked on this ticket.
 */
export async function teamsToAsk(desk: TicketDesk, tx: Tx, ticketId: string) {
  const ticket = foldTicket(ticketId, await readEvents(tx, ticketId));
  const { pack } = await desk.procedures.version(tx, await readSopVersion(tx, ticketId));
  const all = await listTeams(tx);
  const ruleFor = (teamId: string): TransferRule | null =>
    transferFor(pack.transfers, all.find(({ id }) => id === teamId)?.handle || null, ticket.facts);
  const teams = all
    .filter(({ id, memberIds, leaderId }) => id !== ticket.teamId && (memberIds.length > 0 || leaderId !== null))
    .map(({ id, name }) => ({ id, name, formId: ruleFor(id)?.form ?? null }));
  return { teams, ruleFor };
}

/** The contact person and the coordinator, from the fields of the form that the rule names (REQ: HA-05). */
export function namedIn(rule: TransferRule | null, content: Readonly<Record<string, unknown>>) {
  const said = (field: string | null | undefined) => {
    const value = field ? content[field] : null;
    return typeof value === "string" && value.trim() !== "" ? value : null;
  };
  return { contact: said(rule?.contactField), coordinator: said(rule?.coordinatorField) };
}
