import { accepted } from "../../domain/result.ts";
import { demandsInWords, type OpenGateDemand } from "../../domain/sop/index.ts";
import { close } from "../../domain/ticket/index.ts";
import { findStaff } from "../../core/staff/index.ts";
import { addNote, changeTicket, type ChangeRequest } from "../../core/tickets/index.ts";
import type { Tx } from "../../platform/transaction.ts";
import { readCase } from "./case-store.ts";
import type { ClosingDeps } from "./deps.ts";

type Refused = { missing: readonly OpenGateDemand[]; ownerId: string | null };

/**
 * No answer by the stated moment: closed by the rule (REQ: CL-01). A rule opens only the gates that name it: a case that one still
 * holds for another reason stays solved, which is said on it; one that is not solved stays as it is.
 * @returns whether it closed
 */
export async function closeByRule(
  deps: ClosingDeps,
  tx: Tx,
  by: { ticketId: string; lineId: string; now: number },
): Promise<boolean> {
  const found = await readCase(tx, by.ticketId);
  if (found?.state !== "solved") return false;
  const request = { ticketId: by.ticketId, actor: { kind: "rule" as const, id: by.lineId }, now: by.now };
  const refused: Refused[] = [];
  const change = await changeTicket(deps.desk, tx, request, (ticket, procedure) => {
    const left = procedure.demands("close", ticket, { now: by.now, closingLine: by.lineId });
    if (left.length === 0) return close(ticket, { by: "rule", rule: by.lineId, demands: [], override: null });
    // The customer's yes and a watch have clocks of their own; what else is missing waits for a person.
    const missing = left.filter(({ kind }) => kind !== "confirmation" && kind !== "watch");
    if (missing.length > 0) refused.push({ missing, ownerId: ticket.assigneeId });
    return accepted([]);
  });
  for (const each of refused) await sayWhatIsMissing(deps, tx, request, each);
  return change !== null;
}

/** A note, of which whoever has the case hears. */
async function sayWhatIsMissing(
  deps: ClosingDeps,
  tx: Tx,
  request: ChangeRequest,
  { missing, ownerId }: Refused,
): Promise<void> {
  const owner = ownerId === null ? null : await findStaff(tx, ownerId);
  const language = owner?.language ?? "zh";
  const words = demandsInWords(missing, language).map(({ label }) => label);
  const text =
    language === "zh"
      ? `按规则应当关闭，但还缺：${words.join("、")}`
      : `The rule would close this case now, but something is missing: ${words.join(", ")}`;
  const authorName = language === "zh" ? "流程" : "Procedure";
  await addNote(deps.desk, tx, request, {
    text,
    html: null,
    staffId: null,
    authorName,
    mentions: [],
    attachmentIds: [],
  });
}
