import { Link } from "@tanstack/react-router";
import { Fragment, type JSX } from "react";
import { useTranslation } from "react-i18next";
import { ticketLabel } from "../../../../src/domain/channel/ticket-label.ts";
import type { SearchHit } from "../../../../src/contract/search-routes.ts";
import { classNames } from "../../../ui/base/class-names.ts";
import { PriorityGlyph } from "../../../ui/glyphs/priority-glyph.tsx";
import { StateTag } from "../../../ui/glyphs/state-tag.tsx";
import { TierMark } from "../../../ui/glyphs/tier-mark.tsx";
import { RelativeTime } from "../../../ui/time/relative-time.tsx";
import { addressOfHit, isTicketHit, type TicketHit } from "./address-of-hit.ts";

type CustomerHit = Exclude<SearchHit, TicketHit>;
type Snippet = { text: string; marks: [number, number][] };

/** One hit in its context. */
export function HitLine({ hit, current }: { hit: SearchHit; current: boolean }): JSX.Element {
  return (
    <Link
      {...addressOfHit(hit)}
      className={classNames("hit", current && "is-current")}
      preload={false}
      activeProps={{}}
      aria-current={current ? "true" : undefined}
    >
      {isTicketHit(hit) ? <TicketHitLines hit={hit} /> : <CustomerHitLines hit={hit} />}
    </Link>
  );
}

function TicketHitLines({ hit }: { hit: TicketHit }): JSX.Element {
  const { t } = useTranslation(["search", "common"]);
  const { ticket, snippet } = hit;
  const customer = [ticket.organisationName, ticket.contactName].filter(Boolean).join(" · ");
  return (
    <>
      <span className="hit-line">
        <PriorityGlyph priority={ticket.priority} />
        <span className="tabular quiet">{ticketLabel(ticket.number)}</span>
        <span className="hit-subject truncate">
          <Marked snippet={ticket.subject} />
        </span>
        <StateTag state={ticket.state} />
      </span>
      {snippet ? (
        <span className="hit-snippet">
          {hit.from ? (
            <span className="quiet">
              {t(`by.${hit.direction ?? "in"}`, { name: hit.from })}
              {"："}
            </span>
          ) : null}
          <Marked snippet={snippet} />
        </span>
      ) : null}
      <span className="hit-line quiet">
        <span className="truncate">{customer}</span>
        <span aria-hidden="true">·</span>
        <span className="truncate">{ticket.assigneeName ?? t("common:nobody")}</span>
        <span className="hit-time">
          <RelativeTime at={hit.at} />
        </span>
      </span>
    </>
  );
}

function CustomerHitLines({ hit }: { hit: CustomerHit }): JSX.Element {
  const { t } = useTranslation("search");
  return (
    <span className="hit-line">
      <span className="hit-kind">{t(`kind.${hit.kind}`)}</span>
      <span className="hit-subject truncate">
        <Marked snippet={hit.name} />
      </span>
      {hit.kind === "contact" && hit.organisationName ? (
        <span className="quiet truncate">{hit.organisationName}</span>
      ) : null}
      {hit.tier ? <TierMark tier={hit.tier} /> : null}
    </span>
  );
}

/** Text with what was found in it marked. */
export function Marked({ snippet: { text, marks } }: { snippet: Snippet }): JSX.Element {
  return (
    <>
      {marks.map(([start, end], at) => (
        <Fragment key={start}>
          {text.slice(at === 0 ? 0 : marks[at - 1]?.[1], start)}
          <mark>{text.slice(start, end)}</mark>
        </Fragment>
      ))}
      {text.slice(marks.at(-1)?.[1] ?? 0)}
    </>
  );
}
