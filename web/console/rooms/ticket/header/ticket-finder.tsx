import { useState, type JSX } from "react";
import { useTranslation } from "react-i18next";
import { ticketLabel } from "../../../../../src/domain/channel/ticket-label.ts";
import { search } from "../../../../../src/contract/search-routes.ts";
import { listTickets } from "../../../../../src/contract/ticket-list-routes.ts";
import { useRoute } from "../../../../ui/api/use-route.ts";
import { StateTag } from "../../../../ui/glyphs/state-tag.tsx";
import { useTicketPage } from "../ticket-context.ts";
import { PickList } from "./pick-list.tsx";

export type FoundTicket = { id: string; number: number; subject: string };

type Props = {
  chosen: FoundTicket | null;
  onChoose: (ticket: FoundTicket) => void;
  /** What is offered before anything is typed, and, with a contact, all that is offered. */
  filter: { contactId?: string };
  empty: string;
};

const OFFERED_MAX = 30;
const TYPED_CHARS_MIN = 2;

/** Finds another ticket by number, words or customer. */
export function TicketFinder({ chosen, onChoose, filter, empty }: Props): JSX.Element {
  const { t } = useTranslation("ticket");
  const page = useTicketPage();
  const [typed, setTyped] = useState("");
  const everywhere = filter.contactId === undefined && [...typed].length >= TYPED_CHARS_MIN;
  const near = useRoute(listTickets, { query: { ...filter, limit: OFFERED_MAX } });
  const found = useRoute(search, everywhere ? { query: { q: typed, limit: OFFERED_MAX } } : null, {
    keepPrevious: true,
  });
  const hits = everywhere
    ? (found.data?.items ?? []).flatMap((hit) =>
        hit.kind === "ticket" || hit.kind === "message"
          ? [{ ...hit.ticket, subject: hit.ticket.subject.text, contact: { name: hit.ticket.contactName } }]
          : [],
      )
    : (near.data?.items ?? []).filter(({ number, subject }) =>
        `${ticketLabel(number)} ${subject}`.toLowerCase().includes(typed.toLowerCase()),
      );
  const others = [...new Map(hits.filter(({ id }) => id !== page.id).map((hit) => [hit.id, hit])).values()];
  return (
    <PickList
      label={t("finder.label")}
      {...(near.isSuccess ? { empty } : {})}
      chosen={chosen?.id ?? null}
      onSearch={setTyped}
      onPick={(id) => {
        const hit = others.find((each) => each.id === id);
        if (hit) onChoose(hit);
      }}
      choices={others.map(({ id, number, subject, state, contact }) => ({
        id,
        name: `${ticketLabel(number)} ${subject}`,
        hint: contact.name,
        glyph: <StateTag state={state} />,
      }))}
    />
  );
}
