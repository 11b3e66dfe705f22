import type { Pack } from "../../domain/sop/index.ts";
import { newestSubmission } from "../../core/tickets/index.ts";
import type { Tx } from "../../platform/transaction.ts";

export const RESULT_NOTICE_FORM = "result_notice";

/** A form as the customer reads it: each field that says something, in order. */
export type CaseForm = readonly { label: string; text: string }[];

/** The newest result notice of a ticket in the customer's language; empty when none was written. */
export async function readResultNotice(
  tx: Tx,
  pack: Pack,
  about: { ticketId: string; language: "zh" | "en" },
): Promise<CaseForm> {
  const submission = await newestSubmission(tx, about.ticketId, RESULT_NOTICE_FORM);
  const content = (submission?.content ?? {}) as Record<string, unknown>;
  const fields = pack.forms.find(({ id }) => id === RESULT_NOTICE_FORM)?.fields ?? [];
  return fields.flatMap(({ id, label }) => {
    const text = content[id];
    return typeof text === "string" && text.trim() !== "" ? [{ label: label[about.language], text }] : [];
  });
}
