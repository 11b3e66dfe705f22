import { Link } from "@tanstack/react-router";
import type { JSX } from "react";
import { useTranslation } from "react-i18next";
import { ticketLabel } from "../../../../../src/domain/channel/ticket-label.ts";
import { unmergeTicket } from "../../../../../src/contract/ticket-relation-routes.ts";
import { useFormats } from "../../../../ui/i18n/use-formats.ts";
import { useMay } from "../../../session/me.ts";
import { useTicketRoom } from "../ticket-context.ts";
import { useTicketCommand } from "../use-ticket-commands.ts";

/** What changes how this ticket can be worked: merged away, closed, solved and waiting for the customer. */
export function TicketBanners(): JSX.Element | null {
  const { t } = useTranslation("ticket");
  const formats = useFormats();
  const { page, openPanel } = useTicketRoom();
  const mayWork = useMay("tickets.work");
  const unmerge = useTicketCommand(unmergeTicket);
  if (page.mergedInto)
    return (
      <div className="ticket-banner" role="status">
        <span>{t("banner.merged")}</span>
        <Link to="/inbox/$ticketId" params={{ ticketId: page.mergedInto.id }} search={true}>
          {ticketLabel(page.mergedInto.number)}
        </Link>
        <span className="banner-gap" />
        {mayWork ? (
          <button type="button" className="bh-button" onClick={() => unmerge.fire({ params: { ticketId: page.id } })}>
            {t("merge.undo")}
          </button>
        ) : null}
      </div>
    );
  if (page.state === "closed")
    return (
      <div className="ticket-banner" role="status">
        <span>{t("banner.closed", { moment: page.closedAt ? formats.dateTime(page.closedAt) : "" })}</span>
        <SurveyWords />
        <span className="banner-gap" />
        {page.may.work ? (
          <button type="button" className="bh-button" onClick={() => openPanel({ kind: "reopen" })}>
            {t("closing.reopen")}
          </button>
        ) : null}
      </div>
    );
  if (page.state === "solved")
    return (
      <div className="ticket-banner is-solved" role="status">
        <span>{t("banner.solved", { moment: page.solvedAt ? formats.dateTime(page.solvedAt) : "" })}</span>
        <SurveyWords />
      </div>
    );
  return null;
}

function SurveyWords(): JSX.Element | null {
  const { t } = useTranslation("ticket");
  const { survey } = useTicketRoom().page;
  if (survey?.satisfaction == null) return null;
  const level = Math.min(5, Math.max(1, survey.satisfaction)) as 1 | 2 | 3 | 4 | 5;
  return <span className={level <= 2 ? "survey-mark is-bad" : "survey-mark"}>{t(`survey.level.${level}`)}</span>;
}
