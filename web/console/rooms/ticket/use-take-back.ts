import { useTranslation } from "react-i18next";
import { reopenTicket, withdrawMessage } from "../../../../src/contract/ticket-routes.ts";
import { giveBack } from "./composer/given-back.ts";
import { writable } from "./composer/known-addresses.ts";
import { useTicketRoom } from "./ticket-context.ts";
import { useTicketCommand } from "./use-ticket-commands.ts";

/**
 * Takes back a message that has not gone out: a reply stands in the composer again, a result notice opens the case
 * again that it solved.
 */
export function useTakeBack(): (message: { id: string; kind: string }) => void {
  const { t } = useTranslation("ticket");
  const { page, write } = useTicketRoom();
  const reopen = useTicketCommand(reopenTicket);
  const withdrawNotice = useTicketCommand(withdrawMessage, {
    onDone: () => reopen.fire({ params: { ticketId: page.id }, body: { reason: t("closing.taken_back") } }),
  });
  const withdraw = useTicketCommand(withdrawMessage, {
    onDone: ({ html, kind, attachmentIds }, { params }) => {
      const tab = kind === "progress_update" ? "progress_update" : "reply";
      const message = page.messages.find(({ id }) => id === params.messageId);
      const files = (message?.attachments ?? []).filter(({ id, inline }) => !inline && attachmentIds.includes(id));
      const to = writable(message?.to ?? []);
      giveBack({ ticketId: page.id, tab, html, cc: writable(message?.cc ?? []), to: to.length > 0 ? to : null, files });
      write(tab);
    },
  });
  return ({ id, kind }) =>
    (kind === "result_notice" ? withdrawNotice : withdraw).fire({ params: { ticketId: page.id, messageId: id } });
}
