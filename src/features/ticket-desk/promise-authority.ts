import { CodedError } from "../../contract/coded-error.ts";
import type { Procedure } from "../../core/sop/index.ts";
import type { SignedIn } from "../../core/staff/index.ts";
import type { TicketChange } from "../../core/tickets/index.ts";
import { authorityOver, mayGrant, rolesInWords, rolesThatGrant } from "../../domain/sop/index.ts";
import { momentInWords } from "../../domain/text/moment-in-words.ts";
import type { TicketEvent } from "../../domain/ticket/index.ts";
import type { FilledForm } from "./filled-form.ts";

/**
 * A date that a form promises the customer, beyond the solution that the procedure promises him, is for whoever has the authority
 * (REQ: HA-22). Until that solution is due anybody may promise; once it is over, as long as it would take from now.
 * @throws CodedError promise_beyond_authority with the limit and the roles that may promise more
 */
export function requirePromiseAuthority(
  procedure: Procedure,
  change: Pick<TicketChange, "clocks" | "ticket" | "now">,
  { formId, content, language }: FilledForm,
  by: Pick<SignedIn, "role" | "timeZone">,
): void {
  const authority = authorityOver(procedure.pack, "promised_date");
  if (!authority || mayGrant(authority, by.role, null)) return;
  const promised = promisedMoments(procedure, { formId, content });
  const limit = promised.length === 0 ? null : standardBy(procedure, change);
  if (limit === null || Math.max(...promised) <= limit) return;
  throw new CodedError("promise_beyond_authority", {
    limit: momentInWords(limit, language, by.timeZone),
    roles: rolesInWords(rolesThatGrant(authority, null))[language],
  });
}

/** The dates that a form promises the customer, in epoch ms. */
export function promisedMoments(procedure: Procedure, { formId, content }: Omit<FilledForm, "language">): number[] {
  const fields = procedure.pack.forms.find(({ id }) => id === formId)?.fields ?? [];
  return fields
    .filter((field) => field.promised)
    .map(({ id }) => Date.parse(String(content[id])))
    .filter((at) => !Number.isNaN(at));
}

/** By when a solution is promised, in epoch ms: the strictest promise that runs, else one that began now. */
function standardBy(procedure: Procedure, { clocks, ticket, now }: Pick<TicketChange, "clocks" | "ticket" | "now">) {
  const dueAt = (of: TicketChange["clocks"]) => {
    const running = of.filter(({ metric, state }) => metric === "resolution" && state === "running");
    const due = running.flatMap((clock) => (clock.dueAt === null ? [] : [clock.dueAt]));
    return due.length === 0 ? null : Math.min(...due);
  };
  const anew: TicketEvent = {
    seq: 1,
    at: now,
    actor: { kind: "system" },
    body: { type: "opened", facts: { ...ticket.facts, state: "open" }, contactId: ticket.contactId, subjectDigest: "" },
  };
  return dueAt(clocks) ?? dueAt(procedure.clocks([anew], now));
}
