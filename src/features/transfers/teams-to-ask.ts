import { listTeams } from "../../core/staff/index.ts";
import { readEvents, type TicketDesk } from "../../core/tickets/index.ts";
import { transferFor } from "../../domain/sop/index.ts";
import { foldTicket } from "../../domain/ticket/index.ts";
import type { Tx } from "../../platform/transaction.ts";
import { readSopVersion } from "./transfer-store.ts";

/** The teams that have somebody and are not the ticket's own, each with the form that goes along. */
export async function teamsToAsk(desk: TicketDesk, tx: Tx, ticketId: string) {
  const ticket = foldTicket(ticketId, await readEvents(tx, ticketId));
  const { pack } = await desk.procedures.version(tx, await readSopVersion(tx, ticketId));
  const teams = (await listTeams(tx)).filter(
    ({ id, memberIds, leaderId }) => id !== ticket.teamId && (memberIds.length > 0 || leaderId !== null),
  );
  return teams.map(({ id, name, handle }) => ({
    id,
    name,
    formId: transferFor(pack.transfers, handle || null, ticket.facts)?.form ?? null,
  }));
}
