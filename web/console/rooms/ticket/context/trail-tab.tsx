import { Link } from "@tanstack/react-router";
import type { JSX } from "react";
import { useTranslation } from "react-i18next";
import { ticketLabel } from "../../../../../src/domain/channel/ticket-label.ts";
import { unlinkTicket } from "../../../../../src/contract/ticket-relation-routes.ts";
import { StateTag } from "../../../../ui/glyphs/state-tag.tsx";
import { useFormats } from "../../../../ui/i18n/use-formats.ts";
import { useEventWords } from "../conversation/use-event-words.ts";
import { useTicketPage } from "../ticket-context.ts";
import { useTicketCommand } from "../use-ticket-commands.ts";

const HASH_CHARS_SHOWN = 8;
const RELATIONS = ["related", "duplicate", "follow_up", "split"] as const;

/** Every event, newest first, each with its link of the chain; tickets that belong to this one. REQ: IG-02 */
export function TrailTab(): JSX.Element {
  const { t } = useTranslation("ticket");
  const formats = useFormats();
  const words = useEventWords();
  const page = useTicketPage();
  return (
    <div className="context-scroll">
      <Relations />
      <section>
        <h3>{t("trail.title", { count: page.events.length })}</h3>
        <ol className="trail">
          {page.events.toReversed().map((event) => (
            <li key={event.seq} className={`is-${event.actor.kind}`}>
              <p>{words(event)}</p>
              <p className="quiet tabular">
                <span>{formats.dateTime(event.at)}</span>
                <code title={t("trail.hash", { seq: event.seq, hash: event.hash })}>
                  {event.seq} · {event.hash.slice(0, HASH_CHARS_SHOWN)}
                </code>
              </p>
            </li>
          ))}
        </ol>
      </section>
    </div>
  );
}

function Relations(): JSX.Element | null {
  const { t } = useTranslation("ticket");
  const page = useTicketPage();
  const unlink = useTicketCommand(unlinkTicket);
  if (page.links.length + page.mergedFrom.length === 0) return null;
  return (
    <section>
      <h3>{t("link.title_list")}</h3>
      <ul className="related">
        {page.mergedFrom.map((ticket) => (
          <li key={ticket.id}>
            <Link to="/inbox/$ticketId" params={{ ticketId: ticket.id }} search={true}>
              <span className="tabular quiet">{ticketLabel(ticket.number)}</span>
              <span className="truncate">{ticket.subject}</span>
            </Link>
            <span className="quiet">{t("link.merged_in")}</span>
          </li>
        ))}
        {page.links.map((ticket) => {
          const relation = RELATIONS.find((each) => each === ticket.relation) ?? "related";
          return (
            <li key={ticket.id}>
              <Link to="/inbox/$ticketId" params={{ ticketId: ticket.id }} search={true}>
                <span className="tabular quiet">{ticketLabel(ticket.number)}</span>
                <span className="truncate">{ticket.subject}</span>
              </Link>
              <StateTag state={ticket.state} />
              <span className="quiet">{t(`link.relation.${relation}`)}</span>
              {page.may.work ? (
                <button
                  type="button"
                  className="related-remove"
                  aria-label={t("link.remove", { number: ticket.number })}
                  title={t("link.remove", { number: ticket.number })}
                  onClick={() => unlink.fire({ params: { ticketId: page.id, otherId: ticket.id } })}
                >
                  ×
                </button>
              ) : null}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
