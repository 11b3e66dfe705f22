import { CodedError } from "../../contract/coded-error.ts";
import { sees, sightOf, type Viewer } from "../../domain/permission/index.ts";
import type { Tx } from "../../platform/transaction.ts";
import { sightFacts } from "./ticket-store.ts";

/**
 * Refuses a ticket that the viewer may not see with the same answer as one that does not exist.
 * Every route that names a ticket calls this before anything else.
 */
export async function requireSight(tx: Tx, viewer: Viewer, ticketId: string): Promise<void> {
  const facts = await sightFacts(tx, ticketId);
  if (!facts || !sees(sightOf(viewer), facts)) throw new CodedError("not_found");
}
