import { maskEmail } from "../../domain/contact/index.ts";
import { ticketLabel } from "../../domain/channel/ticket-label.ts";
import type { SearchHit } from "../../contract/search-routes.ts";
import type { Priority, TicketState } from "../../domain/ticket/vocabulary.ts";
import { withoutCaseLinks } from "../../domain/text/without-case-links.ts";
import { makeSnippet, markText, type Term } from "../../domain/search/index.ts";
import type { FoundRow } from "./hit-store.ts";

/**
 * A row as the API answers it: text plain, marks as offsets.
 * @param inClear addresses may be shown; mail programs put the address where a name is missing
 */
export function presentHit(hit: FoundRow, { terms, inClear }: { terms: readonly Term[]; inClear: boolean }): SearchHit {
  const row = inClear || !hit.from_name?.includes("@") ? hit : { ...hit, from_name: maskEmail(hit.from_name) };
  return {
    kind: row.message_id ? "message" : "ticket",
    ticket: {
      id: row.ticket_id,
      number: row.number,
      subject: markText(row.subject, terms),
      state: row.state as TicketState,
      priority: row.priority as Priority,
      contactName: row.contact,
      organisationName: row.organisation,
      assigneeName: row.assignee,
      lastMessageAt: row.last_message_at.toISOString(),
    },
    messageId: row.message_id,
    direction: row.direction,
    from: row.from_name,
    at: row.at.toISOString(),
    snippet: contextOf(row, terms),
  };
}

function contextOf(row: FoundRow, terms: readonly Term[]) {
  if (row.message_id)
    return makeSnippet(withoutCaseLinks(row.text ?? ""), terms) ?? makeSnippet(row.from_name ?? "", terms);
  const head = [ticketLabel(row.number), row.contact, row.organisation, ...row.tags].filter(Boolean).join(" · ");
  return makeSnippet(head, terms);
}
