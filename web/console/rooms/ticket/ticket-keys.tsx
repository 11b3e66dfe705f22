import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { assignTicket } from "../../../../src/contract/ticket-routes.ts";
import { useShortcuts } from "../../../ui/shortcuts/use-shortcuts.ts";
import type { Shortcut } from "../../../ui/shortcuts/find-shortcut.ts";
import { useMe } from "../../session/me.ts";
import { printedAt } from "./print/printed-at.ts";
import { teamFor } from "./team-for.ts";
import { useTicketRoom, type PlainPanel } from "./ticket-context.ts";
import { useNeighbours } from "./use-neighbours.ts";
import { useTicketCommand } from "./use-ticket-commands.ts";

/** All keys of an open ticket; `?` lists them. REQ: HA-02 */
export function TicketKeys({ onContext }: { onContext: () => void }): null {
  const { t } = useTranslation("ticket");
  const { page, panel, write, openPanel, closePanel, composer, setComposer } = useTicketRoom();
  const me = useMe();
  const step = useNeighbours(page.id);
  const navigate = useNavigate();
  const take = useTicketCommand(assignTicket);
  const group = t("keys.group");
  const { may } = page;
  const key = (keys: string, name: string, run: () => void): Shortcut => ({ keys, name, group, run });
  const opens = (keys: string, name: string, kind: PlainPanel) => key(keys, name, () => openPanel({ kind }));
  const leave = () => {
    if (panel) closePanel();
    else if (composer.open) setComposer({ open: false });
    else void navigate({ to: "/inbox", search: true });
  };
  const ended = page.state === "solved" || page.state === "closed";
  const works = may.work && !page.mergedInto;
  useShortcuts([
    ...(may.reply
      ? [key("r", t("keys.reply"), () => write("reply")), key("u", t("keys.update"), () => write("progress_update"))]
      : []),
    ...(may.note ? [key("n", t("keys.note"), () => write("note"))] : []),
    ...(works
      ? [
          opens("a", t("keys.assign"), "assign"),
          key("shift+a", t("keys.take"), () =>
            take.fire({
              params: { ticketId: page.id },
              body: { teamId: teamFor(me, page), assigneeId: me.id },
            }),
          ),
          opens(
            "s",
            t(ended ? "keys.close" : "keys.solve"),
            ended ? (page.state === "solved" ? "close" : "reopen") : "solve",
          ),
          opens("e", t("keys.escalate"), "service"),
          ...(ended ? [] : [opens("t", t("keys.transfer"), "transfer")]),
          opens("p", t("keys.priority"), "priority"),
          opens("c", t("keys.category"), "category"),
          opens("l", t("keys.tags"), "tags"),
          opens("z", t("keys.snooze"), "snooze"),
          opens("m", t("keys.merge"), "merge"),
          opens("w", t("keys.state"), "state"),
        ]
      : []),
    key("]", t("keys.next"), () => step(1)),
    key("[", t("keys.previous"), () => step(-1)),
    key(".", t("keys.context"), onContext),
    key("mod+p", t("keys.print"), () => void navigate(printedAt(page))),
    key("Escape", t("keys.leave"), leave),
  ]);
  return null;
}
