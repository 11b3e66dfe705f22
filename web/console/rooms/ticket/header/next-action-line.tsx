import type { JSX } from "react";
import { useTranslation } from "react-i18next";
import { assignTicket } from "../../../../../src/contract/ticket-routes.ts";
import { DuePill } from "../../../../ui/time/due-pill.tsx";
import { runningClock } from "../../../../ui/time/due-look.ts";
import { useMe } from "../../../session/me.ts";
import { scrollToMessage } from "../conversation/scroll-to-message.ts";
import { nextAction, type NextAction } from "../next-action.ts";
import { teamFor } from "../team-for.ts";
import { useTicketRoom } from "../ticket-context.ts";
import { useMetricName, useProcedureNames } from "../use-names.ts";
import { usePatchPage, useTicketCommand } from "../use-ticket-commands.ts";

/** What is due next, when, to whom, and the button that does it. REQ: HA-01 */
export function NextActionLine(): JSX.Element | null {
  const { t } = useTranslation("ticket");
  const { page, procedure, showContext } = useTicketRoom();
  const metricName = useMetricName();
  const names = useProcedureNames();
  const action = nextAction(
    page,
    (procedure?.forms ?? []).map(({ id }) => id),
  );
  const run = useRun(action);
  if (action.kind === "merged" || action.kind === "closed") return null;
  const customer = page.organisation ? `${page.contact.name}（${page.organisation.name}）` : page.contact.name;
  const words = t(`next.${action.kind}`, {
    customer,
    form: action.target ? names.form(action.target) : "",
    assignee: page.assignee?.name ?? "",
  });
  return (
    <div className="next-action" role="group" aria-label={t("next.label")}>
      {action.due ? (
        <DuePill
          clock={runningClock(action.due)}
          name={metricName(action.due.metric)}
          named
          onClick={() => showContext("next")}
        />
      ) : null}
      <span className="next-words truncate" title={words}>
        {words}
      </span>
      {run ? (
        <button type="button" className="bh-button is-primary" onClick={run}>
          {t(`next.do.${action.kind as Doable}`)}
        </button>
      ) : null}
    </div>
  );
}

type Doable = "mend_delivery" | "take" | "reply" | "update" | "form" | "plan_remedy" | "confirm" | "wait" | "solve";

function useRun(action: NextAction): (() => void) | null {
  const { page, openPanel, write } = useTicketRoom();
  const me = useMe();
  const patch = usePatchPage();
  const take = useTicketCommand(assignTicket, {
    optimistic: () => patch({ assignee: { id: me.id, name: me.name } }),
  });
  switch (action.kind) {
    case "mend_delivery":
      return () => scrollToMessage(action.target ?? "");
    case "take":
      return () => take.fire({ params: { ticketId: page.id }, body: { teamId: teamFor(me, page), assigneeId: me.id } });
    case "reply":
      return page.may.reply ? () => write("reply") : null;
    case "update":
    case "wait":
      return page.may.reply ? () => write("progress_update") : null;
    case "form":
    case "plan_remedy":
      return () => openPanel({ kind: "form", formId: action.target ?? "" });
    case "confirm":
      return () => openPanel({ kind: "close" });
    case "solve":
      return () => openPanel({ kind: "solve" });
    default:
      return null;
  }
}
