import { useParams } from "@tanstack/react-router";
import type { JSX } from "react";
import { useTranslation } from "react-i18next";
import { getTicket } from "../../../../src/contract/ticket-routes.ts";
import { useRoute } from "../../../ui/api/use-route.ts";
import { PaneHead } from "../../../ui/frame/panes.tsx";
import { ErrorState } from "../../../ui/states/error-state.tsx";
import { SkeletonPage } from "../../../ui/states/skeleton.tsx";

export function TicketPage(): JSX.Element {
  const { ticketId } = useParams({ from: "/signed-in/inbox/$ticketId" });
  const { t } = useTranslation("ticket");
  const ticket = useRoute(getTicket, { params: { ticketId } });
  if (ticket.isPending) return <SkeletonPage />;
  if (ticket.isError) return <ErrorState error={ticket.error} onRetry={() => void ticket.refetch()} />;
  return <PaneHead title={t("title")} />;
}
