import { Link } from "@tanstack/react-router";
import type { JSX } from "react";
import { useTranslation } from "react-i18next";
import { ticketLabel } from "../../../../../src/domain/channel/ticket-label.ts";
import type { CustomerTicket, CustomerTickets } from "../../../../../src/contract/customer-shapes.ts";
import { METRIC_RULES, type Metric } from "../../../../../src/domain/clocks/metrics.ts";
import { PriorityGlyph } from "../../../../ui/glyphs/priority-glyph.tsx";
import { StateTag } from "../../../../ui/glyphs/state-tag.tsx";
import { Card } from "../../../../ui/page/card.tsx";
import { DuePill } from "../../../../ui/time/due-pill.tsx";
import { RelativeTime } from "../../../../ui/time/relative-time.tsx";
import { useMe } from "../../../session/me.ts";

/** A customer's tickets: the open ones with what is promised, then those that are settled. */
export function TicketHistory(props: { tickets: CustomerTickets; named: boolean }): JSX.Element {
  const { t } = useTranslation("customers");
  const { open, closed, openTotal, total } = props.tickets;
  return (
    <Card title={t("history.title")} lead={t("history.lead", { open: openTotal, total })}>
      {total === 0 ? <p className="page-hint">{t("history.none")}</p> : null}
      <TicketRows label={t("history.open")} tickets={open} named={props.named} />
      <TicketRows label={t("history.closed")} tickets={closed} named={props.named} />
      {open.length + closed.length < total ? (
        <p className="page-hint">{t("history.more", { count: total - open.length - closed.length })}</p>
      ) : null}
    </Card>
  );
}

type RowsProps = { label: string; tickets: CustomerTicket[]; named: boolean };

function TicketRows({ label, tickets, named }: RowsProps): JSX.Element | null {
  if (tickets.length === 0) return null;
  return (
    <>
      <h3 className="history-head">{label}</h3>
      <ul className="history">
        {tickets.map((ticket) => (
          <li key={ticket.id}>
            <PriorityGlyph priority={ticket.priority} />
            <Link
              to="/inbox/$ticketId"
              params={{ ticketId: String(ticket.number) }}
              search={{}}
              className="history-subject truncate"
            >
              <span className="tabular quiet">{ticketLabel(ticket.number)}</span> {ticket.subject}
            </Link>
            <span className="history-meta">
              {named ? <span className="quiet truncate history-name">{ticket.contact.name}</span> : null}
              <Promises ticket={ticket} />
              <StateTag state={ticket.state} />
              <span className="quiet history-at">
                <RelativeTime at={ticket.solvedAt ?? ticket.openedAt} />
              </span>
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}

/** The earliest promise that still runs. */
function Promises({ ticket }: { ticket: CustomerTicket }): JSX.Element | null {
  const { language } = useMe();
  const first = ticket.promises[0];
  if (!first) return null;
  const name = METRIC_RULES[first.metric as Metric]?.title[language];
  return (
    <DuePill clock={{ state: "running", dueAt: Date.parse(first.dueAt) }} {...(name ? { name, named: true } : {})} />
  );
}
