import { Link } from "@tanstack/react-router";
import { memo, type JSX } from "react";
import { useTranslation } from "react-i18next";
import { ticketLabel } from "../../../../../src/domain/channel/ticket-label.ts";
import { classNames } from "../../../../ui/base/class-names.ts";
import { Avatar } from "../../../../ui/glyphs/avatar.tsx";
import { ChannelGlyph } from "../../../../ui/glyphs/channel-glyph.tsx";
import { PriorityGlyph } from "../../../../ui/glyphs/priority-glyph.tsx";
import { StateTag } from "../../../../ui/glyphs/state-tag.tsx";
import { TierMark } from "../../../../ui/glyphs/tier-mark.tsx";
import { RelativeTime } from "../../../../ui/time/relative-time.tsx";
import { Eyes, RowBox, RowDue, type RowProps } from "./ticket-row.tsx";
import "./table-row.css";

/** One line over the whole width. */
export const TicketTableRow = memo(function TicketTableRow(props: RowProps): JSX.Element {
  const { row, current, marked, marking, onMark, onHover } = props;
  const { t } = useTranslation(["inbox", "common"]);
  return (
    <div
      className={classNames(
        "table-row table-cells",
        current && "is-current",
        marked && "is-marked",
        row.unread && "is-unread",
      )}
      onPointerEnter={() => onHover(row)}
    >
      <RowBox row={row} marked={marked} marking={marking} onMark={onMark} />
      <PriorityGlyph priority={row.priority} />
      <span className="tabular quiet">{ticketLabel(row.number)}</span>
      <Link
        to="/inbox/$ticketId"
        params={{ ticketId: String(row.number) }}
        search={true}
        preload={false}
        className="table-row-subject"
        tabIndex={current ? 0 : -1}
        activeProps={{}}
      >
        {row.unread ? <span className="ticket-row-dot" role="img" aria-label={t("row.unread")} /> : null}
        <span className="truncate" title={row.subject}>
          {row.subject}
        </span>
        <Eyes ticketId={row.id} />
      </Link>
      <span className="table-row-pair">
        <span className="truncate">{row.organisation?.name ?? row.contact.name}</span>
        <TierMark tier={row.tier} />
      </span>
      <StateTag state={row.state} />
      <span>
        <RowDue row={row} />
      </span>
      <span className="table-row-pair">
        <Avatar person={row.assignee} nobody={t("common:nobody")} sizePx={20} />
        <span className="truncate quiet">{row.assignee?.name ?? t("common:nobody")}</span>
      </span>
      <span className="truncate quiet table-wide">{row.team?.name}</span>
      <ChannelGlyph channel={row.channel} />
      <span className="quiet">
        <RelativeTime at={row.lastMessageAt} />
      </span>
    </div>
  );
});

/** What the columns are. */
export function TableHead(): JSX.Element {
  const { t } = useTranslation("inbox");
  return (
    <div className="table-head table-cells" aria-hidden="true">
      <span />
      <span />
      <span>{t("column.number")}</span>
      <span>{t("column.subject")}</span>
      <span>{t("column.customer")}</span>
      <span>{t("column.state")}</span>
      <span>{t("column.due")}</span>
      <span>{t("column.owner")}</span>
      <span className="table-wide">{t("column.team")}</span>
      <span />
      <span>{t("column.updated")}</span>
    </div>
  );
}
