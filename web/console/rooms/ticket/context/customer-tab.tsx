import { Link } from "@tanstack/react-router";
import { useState, type JSX } from "react";
import { useTranslation } from "react-i18next";
import { ticketLabel } from "../../../../../src/domain/channel/ticket-label.ts";
import { contactRoutes } from "../../../../../src/contract/customer-routes.ts";
import { useCommand } from "../../../../ui/api/use-command.ts";
import { Avatar } from "../../../../ui/glyphs/avatar.tsx";
import { StateTag } from "../../../../ui/glyphs/state-tag.tsx";
import { TierMark } from "../../../../ui/glyphs/tier-mark.tsx";
import { useProblemToast } from "../../../../ui/notice/use-problem-toast.ts";
import { RelativeTime } from "../../../../ui/time/relative-time.tsx";
import { useMay } from "../../../session/me.ts";
import { useTicketPage } from "../ticket-context.ts";

/** Who the customer is, how to reach them, and what else they asked. REQ: IN-14 */
export function CustomerTab(): JSX.Element {
  const { t } = useTranslation(["ticket", "ui"]);
  const page = useTicketPage();
  const card = page.contactCard;
  return (
    <div className="context-scroll">
      <section className="customer-head">
        <Avatar person={card} sizePx={40} />
        <div>
          <strong>{card.name}</strong>
          <div className="quiet">{[card.title, page.organisation?.name].filter(Boolean).join(" · ")}</div>
          <div className="customer-tier">
            <TierMark tier={page.tier} /> {t(`ui:tier.${page.tier}`)} · {t(`ui:language.${card.language}`)}
          </div>
        </div>
      </section>
      <Reach key={card.id} />
      {card.note ? (
        <section>
          <h3>{t("customer.note")}</h3>
          <p className="message-text">{card.note}</p>
        </section>
      ) : null}
      <section>
        <h3>{t("customer.history", { open: card.openTickets, total: card.ticketsTotal })}</h3>
        <ul className="related">
          {card.recent
            .filter(({ id }) => id !== page.id)
            .map((ticket) => (
              <li key={ticket.id}>
                <Link to="/inbox/$ticketId" params={{ ticketId: ticket.id }} search={true}>
                  <span className="tabular quiet">{ticketLabel(ticket.number)}</span>
                  <span className="truncate">{ticket.subject}</span>
                </Link>
                <StateTag state={ticket.state} /> <RelativeTime at={ticket.openedAt} />
              </li>
            ))}
        </ul>
        {card.recent.every(({ id }) => id === page.id) ? <p className="quiet">{t("customer.first_time")}</p> : null}
      </section>
    </div>
  );
}

/** Addresses and phones, masked; showing them in clear is written down. */
function Reach(): JSX.Element {
  const { t } = useTranslation("ticket");
  const { contactCard: card } = useTicketPage();
  const mayReveal = useMay("personal_data.reveal");
  const tell = useProblemToast();
  const [clear, setClear] = useState<{ emails: string[]; phones: string[] } | null>(null);
  const reveal = useCommand(contactRoutes.reveal, { onDone: setClear, onRefused: tell });
  const { emails, phones } = clear ?? card;
  return (
    <section>
      <dl className="facts">
        {emails.map((email) => (
          <div key={email}>
            <dt>{t("customer.email")}</dt>
            <dd>{email}</dd>
          </div>
        ))}
        {phones.map((phone) => (
          <div key={phone}>
            <dt>{t("customer.phone")}</dt>
            <dd className="tabular">{clear ? <a href={`tel:${phone}`}>{phone}</a> : phone}</dd>
          </div>
        ))}
      </dl>
      {mayReveal && !clear && phones.length + emails.length > 0 ? (
        <button
          type="button"
          className="link-button"
          disabled={reveal.running}
          title={t("customer.reveal_help")}
          onClick={() => reveal.fire({ params: { contactId: card.id } })}
        >
          {t("customer.reveal")}
        </button>
      ) : null}
    </section>
  );
}
