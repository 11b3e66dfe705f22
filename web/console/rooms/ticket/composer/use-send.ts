import { useState } from "react";
import { useTranslation } from "react-i18next";
import { addNote, sendMessage } from "../../../../../src/contract/ticket-routes.ts";
import { ApiProblem } from "../../../../ui/api/api-problem.ts";
import { useFormats } from "../../../../ui/i18n/use-formats.ts";
import { toast } from "../../../../ui/notice/toast-store.ts";
import { useProblemToast } from "../../../../ui/notice/use-problem-toast.ts";
import { getTicket } from "../../../../../src/contract/ticket-routes.ts";
import { useRenew } from "../../../../ui/api/use-route.ts";
import { serverNow } from "../../../../ui/time/now.ts";
import { scrollToEnd } from "../conversation/scroll-to-message.ts";
import { readSeenSeq } from "../seen-seq.ts";
import { useTicketRoom, type ComposerTab } from "../ticket-context.ts";
import { useTakeBack } from "../use-take-back.ts";
import { useTicketCommand } from "../use-ticket-commands.ts";
import { EMPTY_MESSAGE, mentionedIn, type Composition } from "./composition.ts";

export type ThenState = "waiting_customer" | "waiting_department" | "waiting_third_party" | null;
export type SendOptions = { thenState?: ThenState; at?: Date | null };

const UNDO_SHOWN_MS_MAX = 10_000;

/** Sends what is written; `unseen` is the event up to which the writer had read when something newer refused it. */
export function useSend(tab: ComposerTab, onSent: (html: string) => void) {
  const { page } = useTicketRoom();
  const { t } = useTranslation("ticket");
  const tell = useProblemToast();
  const renew = useRenew();
  const tellSent = useTellSent(tab);
  const [unseen, setUnseen] = useState<{ since: number; options: SendOptions } | null>(null);
  const [pending, setPending] = useState<SendOptions>({});
  const done = (html: string) => {
    setUnseen(null);
    onSent(html);
    scrollToEnd();
  };
  const send = useTicketCommand(sendMessage, {
    onDone: (sent, { body }) => {
      done(body.html);
      tellSent(sent);
    },
    onRefused: (problem, { body }) => {
      if (!(problem instanceof ApiProblem) || problem.code !== "unseen_messages") return tell(problem);
      void renew(getTicket);
      setUnseen({ since: body.seenSeq ?? 0, options: pending });
    },
  });
  const note = useTicketCommand(addNote, {
    onDone: (_, { body }) => {
      done(body.html);
      toast(t("composer.note_added"), { tone: "good" });
    },
  });
  const params = { ticketId: page.id };
  const fire = (written: Composition, options: SendOptions = {}, seenSeq: number = readSeenSeq()) => {
    const attachmentIds = written.files.map(({ id }) => id);
    const html = written.html || EMPTY_MESSAGE;
    if (tab === "note") return note.fire({ params, body: { html, mentions: mentionedIn(html), attachmentIds } });
    setPending(options);
    return send.fire({
      params,
      body: {
        kind: tab,
        html,
        cc: written.cc,
        attachmentIds,
        seenSeq,
        ...(written.to ? { to: written.to } : {}),
        ...(options.thenState ? { thenState: options.thenState } : {}),
        ...(options.at ? { sendAt: options.at.toISOString() } : {}),
      },
    });
  };
  return { fire, sending: send.running || note.running, unseen, forgetUnseen: () => setUnseen(null) };
}

/** The toast with undo that follows a message. */
function useTellSent(tab: ComposerTab): (sent: { messageId: string; sendAt: string }) => void {
  const { t } = useTranslation("ticket");
  const formats = useFormats();
  const takeBack = useTakeBack();
  return ({ messageId, sendAt }) => {
    const leftMs = Date.parse(sendAt) - serverNow();
    const soon = leftMs <= UNDO_SHOWN_MS_MAX + 1_000;
    const words = soon
      ? t(tab === "progress_update" ? "composer.update_goes_out" : "composer.reply_goes_out")
      : t("composer.goes_out_at", { moment: formats.dateTime(sendAt) });
    toast(words, {
      undo: () => takeBack({ id: messageId, kind: tab }),
      forMs: soon ? Math.max(1_000, leftMs) : UNDO_SHOWN_MS_MAX,
    });
  };
}
