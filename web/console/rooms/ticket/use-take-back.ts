import { withdrawMessage } from "../../../../src/contract/ticket-routes.ts";
import { giveBack } from "./composer/given-back.ts";
import { useTicketRoom } from "./ticket-context.ts";
import { useTicketCommand } from "./use-ticket-commands.ts";

/** Takes back a message that has not gone out; what it said stands in the composer again. */
export function useTakeBack(): (messageId: string) => void {
  const { page, write } = useTicketRoom();
  const command = useTicketCommand(withdrawMessage, {
    onDone: ({ html, kind, attachmentIds }, { params }) => {
      const tab = kind === "progress_update" ? "progress_update" : "reply";
      const message = page.messages.find(({ id }) => id === params.messageId);
      const files = (message?.attachments ?? []).filter(({ id, inline }) => !inline && attachmentIds.includes(id));
      giveBack({ ticketId: page.id, tab, html, cc: message?.cc ?? [], to: message?.to ?? null, files });
      write(tab);
    },
  });
  return (messageId) => command.fire({ params: { ticketId: page.id, messageId } });
}
