import { Link, useNavigate, useParams } from "@tanstack/react-router";
import { useState, type JSX } from "react";
import { useTranslation } from "react-i18next";
import { ticketLabel } from "../../../../../src/domain/channel/ticket-label.ts";
import { getProcedure } from "../../../../../src/contract/procedure-routes.ts";
import { getTicket } from "../../../../../src/contract/ticket-routes.ts";
import type { TicketPage } from "../../../../../src/contract/ticket-shapes.ts";
import { useRoute } from "../../../../ui/api/use-route.ts";
import { useTitle } from "../../../../ui/base/use-title.ts";
import { useShortcuts } from "../../../../ui/shortcuts/use-shortcuts.ts";
import { ErrorState } from "../../../../ui/states/error-state.tsx";
import { SkeletonPage } from "../../../../ui/states/skeleton.tsx";
import { TicketRoomProvider } from "../ticket-context.ts";
import { PrintSheet } from "./print-sheet.tsx";
import { roomToRead } from "./room-to-read.ts";
import { useWholeCase } from "./use-whole-case.ts";
import "../paper.css";
import "./print.css";

/** A ticket as it goes to paper or PDF. What is internal is left out until somebody asks for it. REQ: CL-08 */
export function PrintPage(): JSX.Element {
  const { ticketId: address } = useParams({ from: "/signed-in/print/$ticketId" });
  const ticket = useRoute(getTicket, { params: { ticketId: address } });
  const procedure = useRoute(getProcedure, {});
  if (ticket.data && !procedure.isPending)
    return (
      <TicketRoomProvider value={roomToRead(ticket.data, address, procedure.data ?? null)}>
        <Printed key={ticket.data.id} page={ticket.data} />
      </TicketRoomProvider>
    );
  if (ticket.error) return <ErrorState error={ticket.error} onRetry={() => void ticket.refetch()} />;
  return <SkeletonPage />;
}

function Printed({ page }: { page: TicketPage }): JSX.Element {
  const { t } = useTranslation("ticket");
  const navigate = useNavigate();
  const [internal, setInternal] = useState(false);
  const whole = useWholeCase(page);
  const params = { ticketId: String(page.number) };
  // The name of the PDF.
  useTitle(`${ticketLabel(page.number)} ${page.subject}`, t("print.title"), 0);
  useShortcuts([
    {
      keys: "Escape",
      name: t("print.back"),
      group: t("keys.group"),
      run: () => void navigate({ to: "/inbox/$ticketId", params, search: {} }),
    },
  ]);
  return (
    <div className="print-page">
      <div className="print-tools no-print">
        <Link to="/inbox/$ticketId" params={params} search={{}} className="bh-button">
          {t("print.back")}
        </Link>
        <label>
          <input type="checkbox" checked={internal} onChange={(event) => setInternal(event.target.checked)} />
          {t("print.with_internal")}
        </label>
        <button
          type="button"
          className="bh-button is-primary"
          autoFocus
          disabled={whole.state !== "ready"}
          onClick={() => globalThis.print()}
        >
          {t(whole.state === "reading" ? "print.reading" : "print.do")}
        </button>
      </div>
      {whole.state === "failed" ? <ErrorState error={whole.problem} onRetry={whole.again} /> : null}
      {whole.state === "ready" ? <PrintSheet page={page} whole={whole.read} internal={internal} /> : null}
    </div>
  );
}
