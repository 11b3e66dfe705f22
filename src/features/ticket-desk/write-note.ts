import { CodedError } from "../../contract/coded-error.ts";
import { listStaff } from "../../core/staff/index.ts";
import { addNote, markInline, requireSight } from "../../core/tickets/index.ts";
import { requestBy, type ByPerson, type TicketDeskDeps } from "./deps.ts";
import { writeBody } from "./write-body.ts";

export type WrittenNote = { html: string; mentions: readonly string[]; attachmentIds: readonly string[] };

/**
 * Adds an internal note; whoever it mentions sees the ticket from then on.
 * @throws CodedError not_found, person_unknown, invalid_input
 */
export async function writeNote(
  deps: TicketDeskDeps,
  by: ByPerson,
  ticketId: string,
  note: WrittenNote,
): Promise<{ messageId: string }> {
  const { tx, session } = by;
  await requireSight(tx, session.viewer, ticketId);
  const mentions = [...new Set(note.mentions)];
  if (mentions.length > 0 && (await listStaff(tx, { ids: mentions })).length !== mentions.length)
    throw new CodedError("person_unknown");
  const body = await writeBody(
    by,
    { html: note.html, attachmentIds: note.attachmentIds, mentions: true },
    deps.secretKey,
  );
  const { messageId } = await addNote(deps.desk, tx, requestBy(by, ticketId), {
    text: body.text,
    html: body.html,
    staffId: session.staffId,
    authorName: session.name,
    mentions,
    attachmentIds: body.attachmentIds,
  });
  await markInline(tx, messageId, body.inlineIds);
  return { messageId };
}
