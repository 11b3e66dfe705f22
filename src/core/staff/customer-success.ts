import type { Tx } from "../../platform/transaction.ts";
import { findStaff } from "./staff-store.ts";
import { findTeamByHandle } from "./team-store.ts";

const CUSTOMER_SUCCESS = "customer-success";

/** The leader of customer success, or one of it; null where the desk has no such team. */
export async function customerSuccess(tx: Tx): Promise<string | null> {
  const team = await findTeamByHandle(tx, CUSTOMER_SUCCESS);
  for (const id of [team?.leaderId, ...(team?.memberIds ?? [])]) if (id && (await findStaff(tx, id))?.active) return id;
  return null;
}
