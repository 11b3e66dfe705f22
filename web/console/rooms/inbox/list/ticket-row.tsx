import { Link } from "@tanstack/react-router";
import { createContext, memo, useContext, type JSX } from "react";
import { useTranslation } from "react-i18next";
import { ticketLabel } from "../../../../../src/domain/channel/ticket-label.ts";
import type { TicketRow } from "../../../../../src/contract/ticket-shapes.ts";
import { classNames } from "../../../../ui/base/class-names.ts";
import { usePersonSettings } from "../../../../ui/base/person-settings.ts";
import { Avatar } from "../../../../ui/glyphs/avatar.tsx";
import { ChannelGlyph } from "../../../../ui/glyphs/channel-glyph.tsx";
import { PriorityGlyph } from "../../../../ui/glyphs/priority-glyph.tsx";
import { TierMark } from "../../../../ui/glyphs/tier-mark.tsx";
import { useFormats } from "../../../../ui/i18n/use-formats.ts";
import { DuePill } from "../../../../ui/time/due-pill.tsx";
import { runningClock } from "../../../../ui/time/due-look.ts";
import { RelativeTime } from "../../../../ui/time/relative-time.tsx";
import { useLookers } from "./lookers.ts";
import "./ticket-row.css";

export type RowProps = {
  row: TicketRow;
  /** The one the keys stand on. */
  current: boolean;
  /** The one in the work area. */
  open: boolean;
  marked: boolean;
  /** Some are marked: every row shows its box. */
  marking: boolean;
  onMark: (row: TicketRow, range: boolean) => void;
  onHover: (row: TicketRow) => void;
};

/** Two lines: who and when, what and until when. */
export const TicketListRow = memo(function TicketListRow(props: RowProps): JSX.Element {
  const { row, current, open, marked, marking, onMark, onHover } = props;
  const { t } = useTranslation(["inbox", "common", "ui"]);
  return (
    <div
      className={classNames(
        "ticket-row",
        current && "is-current",
        open && "is-open",
        marked && "is-marked",
        row.unread && "is-unread",
      )}
      onPointerEnter={() => onHover(row)}
    >
      <RowBox row={row} marked={marked} marking={marking} onMark={onMark} />
      <Link
        to="/inbox/$ticketId"
        params={{ ticketId: String(row.number) }}
        search={true}
        className="ticket-row-link"
        preload={false}
        tabIndex={current ? 0 : -1}
        aria-current={open ? "true" : undefined}
        activeProps={{}}
        draggable={false}
      >
        <span className="ticket-row-line">
          <PriorityGlyph priority={row.priority} />
          <span className="ticket-row-number tabular">{ticketLabel(row.number)}</span>
          <span className="ticket-row-customer truncate">{customerOf(row)}</span>
          <TierMark tier={row.tier} />
          <span className="ticket-row-time">
            <RelativeTime at={row.lastMessageAt} />
          </span>
        </span>
        <span className="ticket-row-line">
          {row.unread ? <span className="ticket-row-dot" role="img" aria-label={t("row.unread")} /> : null}
          <span className="ticket-row-subject truncate" title={row.subject}>
            {row.subject}
          </span>
          <Eyes ticketId={row.id} />
          <RowDue row={row} short />
          <ChannelGlyph channel={row.channel} />
          <Avatar person={row.assignee} nobody={t("common:nobody")} sizePx={20} />
        </span>
      </Link>
    </div>
  );
});

/** `远山科技 · 李娜`, or the contact alone. */
export const customerOf = ({ organisation, contact }: TicketRow): string =>
  organisation ? `${organisation.name} · ${contact.name}` : contact.name;

type BoxProps = Pick<RowProps, "row" | "marked" | "marking" | "onMark">;

export function RowBox({ row, marked, marking, onMark }: BoxProps): JSX.Element {
  const { t } = useTranslation("inbox");
  return (
    <label className={classNames("row-box", (marked || marking) && "is-shown")}>
      <input
        type="checkbox"
        tabIndex={-1}
        checked={marked}
        aria-label={t("row.mark", { number: row.number })}
        onClick={(event) => event.shiftKey && event.preventDefault()}
        onChange={(event) => onMark(row, (event.nativeEvent as MouseEvent).shiftKey)}
      />
    </label>
  );
}

/** How promises are called. Comes after the first rows, and then draws what is due anew, not whole rows. */
export const PromiseTitle = createContext<(lineId: string) => { zh: string; en: string } | null>(() => null);

type DueProps = Pick<RowProps, "row"> & { short?: boolean };

export function RowDue({ row, short = false }: DueProps): JSX.Element | null {
  const { language } = usePersonSettings();
  const promiseTitle = useContext(PromiseTitle);
  if (row.state === "closed") return null;
  const name = row.nextDue ? promiseTitle(row.nextDue.lineId)?.[language] : null;
  return (
    <>
      {row.snoozedUntil === null ? null : <Snoozed until={row.snoozedUntil} />}
      {row.nextDue ? <DuePill clock={runningClock(row.nextDue)} short={short} {...(name ? { name } : {})} /> : null}
    </>
  );
}

/** Put aside, though its promises run on: the pill beside it tells of them. */
function Snoozed({ until }: { until: string }): JSX.Element {
  const { t } = useTranslation("inbox");
  const words = t("row.snoozed_until", { moment: useFormats().dateTime(until) });
  return (
    <span className="row-snoozed" role="img" aria-label={words} title={words}>
      <svg viewBox="0 0 16 16" width="12" height="12" aria-hidden="true">
        <path d="M13 9.8A5.6 5.6 0 0 1 6.200 3a5.600 5.600 0 1 0 6.800 6.800z" fill="currentColor" />
      </svg>
    </span>
  );
}

/** Who else looks at it, or is writing. */
export function Eyes({ ticketId }: { ticketId: string }): JSX.Element | null {
  const { t } = useTranslation("inbox");
  const people = useLookers(ticketId);
  if (people.length === 0) return null;
  const typing = people.some(({ doing }) => doing === "typing");
  const names = people.map(({ name }) => name).join("、");
  const words = t(typing ? "row.typing" : "row.looking", { names });
  return (
    <span className={classNames("row-eyes", typing && "is-typing")} title={words} role="img" aria-label={words}>
      <svg viewBox="0 0 16 16" width="14" height="14" aria-hidden="true">
        {typing ? (
          <path
            d="M11 2.500 13.500 5 5.500 13l-3 .500.500-3z"
            fill="none"
            stroke="currentColor"
            strokeWidth="1.2"
            strokeLinejoin="round"
          />
        ) : (
          <path
            d="M1.500 8S4 3.500 8 3.500 14.500 8 14.500 8 12 12.500 8 12.500 1.500 8 1.500 8zM8 6a2 2 0 1 0 0 4 2 2 0 0 0 0-4z"
            fill="none"
            stroke="currentColor"
            strokeWidth="1.2"
          />
        )}
      </svg>
      {people.length > 1 ? <span className="tabular">{people.length}</span> : null}
    </span>
  );
}
