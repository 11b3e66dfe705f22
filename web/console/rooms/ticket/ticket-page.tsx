import { Link, useParams } from "@tanstack/react-router";
import type { JSX } from "react";
import { useTranslation } from "react-i18next";
import { ticketLabel } from "../../../../src/domain/channel/ticket-label.ts";
import { getProcedure } from "../../../../src/contract/procedure-routes.ts";
import { getTicket } from "../../../../src/contract/ticket-routes.ts";
import { useRoute } from "../../../ui/api/use-route.ts";
import { useTitle } from "../../../ui/base/use-title.ts";
import { ErrorState } from "../../../ui/states/error-state.tsx";
import { useUnread } from "../../frame/unread.ts";
import { OpenTicket } from "./open-ticket.tsx";
import { TicketSkeleton } from "./ticket-skeleton.tsx";
import { useLiveTicket } from "./use-live-ticket.ts";
import "./paper.css";
import "./ticket.css";

const PROCEDURE_FRESH_MS = 10 * 60_000;

/** The ticket in the address, by id or number. */
export function TicketPage(): JSX.Element {
  const { ticketId: address } = useParams({ from: "/signed-in/inbox/$ticketId" });
  return <TicketAt key={address} address={address} />;
}

function TicketAt({ address }: { address: string }): JSX.Element {
  const { t } = useTranslation(["ticket", "common"]);
  const ticket = useRoute(getTicket, { params: { ticketId: address } });
  const procedure = useRoute(getProcedure, {}, { freshMs: PROCEDURE_FRESH_MS });
  useLiveTicket(ticket.data);
  const page = ticket.data;
  const unread = useUnread();
  useTitle(page ? `${ticketLabel(page.number)} ${page.subject}` : t("title"), t("common:product"), unread);
  if (page) return <OpenTicket page={page} address={address} procedure={procedure.data ?? null} />;
  if (ticket.isPending) return <TicketSkeleton />;
  return (
    <ErrorState
      error={ticket.error}
      onRetry={() => void ticket.refetch()}
      actions={
        <Link to="/inbox" search={true} className="bh-button">
          {t("common:to_inbox")}
        </Link>
      }
    />
  );
}
