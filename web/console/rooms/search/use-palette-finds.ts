import { useNavigate, type NavigateOptions } from "@tanstack/react-router";
import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import { readTicketNumber, ticketLabel } from "../../../../src/domain/channel/ticket-label.ts";
import { search, type SearchHit } from "../../../../src/contract/search-routes.ts";
import { call } from "../../../ui/api/call.ts";
import { useCommands, useCommandSource, type Command, type CommandSource } from "../../../ui/palette/commands.ts";
import { addressOfHit, isTicketHit } from "./address-of-hit.ts";
import { useRecentTickets } from "./recent-tickets.ts";

const HITS_MAX = 12;

/** Lets the palette find tickets, customers and what was open lately. */
export function usePaletteFinds(): void {
  const { t } = useTranslation("search");
  const navigate = useNavigate();
  const find = useCallback<CommandSource>(
    async (typed, signal) => {
      const { items } = await call(search, { query: { q: typed, limit: HITS_MAX } }, { signal });
      const go = (hit: SearchHit) => void navigate(addressOfHit(hit) as NavigateOptions);
      const number = readTicketNumber(typed);
      const byNumber: Command[] =
        number !== null
          ? [
              {
                id: `go ${ticketLabel(number)}`,
                name: t("palette.go", { number }),
                group: t("palette.tickets"),
                run: () =>
                  void navigate({ to: "/inbox/$ticketId", params: { ticketId: String(number) }, search: true }),
              },
            ]
          : [];
      const hits = [...new Map(items.map((hit) => [addressKey(hit), hit])).values()];
      const all: Command = {
        id: "search all",
        name: t("palette.all", { q: typed }),
        group: t("palette.search"),
        run: () => void navigate({ to: "/search", search: { q: typed } }),
      };
      return [...byNumber, ...hits.map((hit) => commandOf(hit, { t, go })), all];
    },
    [navigate, t],
  );
  useCommandSource(find);
  useCommands([
    {
      id: "search page",
      name: t("palette.page"),
      group: t("palette.search"),
      run: () => void navigate({ to: "/search", search: {} }),
    },
    ...useRecentTickets().map(({ number, subject }) => ({
      id: `recent ${ticketLabel(number)}`,
      name: `${ticketLabel(number)} ${subject}`,
      group: t("palette.recent"),
      run: () => void navigate({ to: "/inbox/$ticketId", params: { ticketId: String(number) }, search: true }),
    })),
  ]);
}

type Words = ReturnType<typeof useTranslation<"search">>["t"];

function commandOf(hit: SearchHit, { t, go }: { t: Words; go: (hit: SearchHit) => void }): Command {
  const run = () => go(hit);
  if (!isTicketHit(hit)) {
    const where = hit.kind === "contact" ? hit.organisationName : null;
    return {
      id: addressKey(hit),
      name: where ? `${hit.name.text} · ${where}` : hit.name.text,
      group: t("palette.customers"),
      run,
    };
  }
  const { number, subject, contactName } = hit.ticket;
  return {
    id: addressKey(hit),
    name: `${ticketLabel(number)} ${subject.text} · ${contactName}`,
    group: t("palette.tickets"),
    run,
  };
}

const addressKey = (hit: SearchHit): string => (isTicketHit(hit) ? `ticket ${hit.ticket.id}` : `${hit.kind} ${hit.id}`);
