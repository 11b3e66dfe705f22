import type { JSX } from "react";
import { useTranslation } from "react-i18next";
import { ticketLabel } from "../../../../../src/domain/channel/ticket-label.ts";
import { Avatar } from "../../../../ui/glyphs/avatar.tsx";
import { ChannelGlyph } from "../../../../ui/glyphs/channel-glyph.tsx";
import { PriorityGlyph } from "../../../../ui/glyphs/priority-glyph.tsx";
import { StateTag } from "../../../../ui/glyphs/state-tag.tsx";
import { useFormats } from "../../../../ui/i18n/use-formats.ts";
import { useTicketRoom } from "../ticket-context.ts";
import { useProcedureNames } from "../use-names.ts";
import { AssignPanel } from "./assign-panel.tsx";
import { FollowButton } from "./follow-button.tsx";
import { CategoryPanel, KindPanel } from "./kind-category-panels.tsx";
import { MoreMenu } from "./more-menu.tsx";
import { NextActionLine } from "./next-action-line.tsx";
import { PeopleHere } from "./people-here.tsx";
import { PriorityPanel } from "./priority-panel.tsx";
import { PropertyButton } from "./property-button.tsx";
import { ServiceProperty } from "./service-property.tsx";
import { SnoozePanel } from "./snooze-panel.tsx";
import { StatePanel } from "./state-panel.tsx";
import { SubjectField } from "./subject-field.tsx";
import { TagsPanel } from "./tags-panel.tsx";
import { TicketStages } from "./ticket-stages.tsx";
import "./header.css";

type Props = { onContext: () => void; contextShown: boolean };

export function TicketHeader({ onContext, contextShown }: Props): JSX.Element {
  const { t } = useTranslation("ticket");
  const { page } = useTicketRoom();
  return (
    <header className="ticket-head">
      <div className="ticket-head-line">
        <ChannelGlyph channel={page.channel} />
        <span className="ticket-number tabular">{ticketLabel(page.number)}</span>
        <SubjectField />
        <PeopleHere />
        <FollowButton />
        <MoreMenu />
        <button
          type="button"
          className="bh-icon-button"
          aria-pressed={contextShown}
          title={t("header.context")}
          aria-label={t("header.context")}
          onClick={onContext}
        >
          <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
            <path d="M2 3h12v10H2zM10 3v10" fill="none" stroke="currentColor" strokeWidth="1.3" />
          </svg>
        </button>
      </div>
      <Properties />
      <NextActionLine />
      <TicketStages />
    </header>
  );
}

function Properties(): JSX.Element {
  const { t } = useTranslation(["ticket", "common", "ui"]);
  const { page } = useTicketRoom();
  const names = useProcedureNames();
  const formats = useFormats();
  return (
    <div className="ticket-properties">
      <PropertyButton
        panel="priority"
        name={t("property.priority")}
        value={t(`ui:priority.${page.priority}`)}
        content={<PriorityPanel />}
      >
        <PriorityGlyph priority={page.priority} /> <span aria-hidden="true">{page.priority}</span>
      </PropertyButton>
      <PropertyButton
        panel="state"
        name={t("property.state")}
        value={t(`ui:state.${page.state}`)}
        content={<StatePanel />}
      >
        <StateTag state={page.state} />
      </PropertyButton>
      <PropertyButton
        panel="assign"
        name={t("property.assignee")}
        value={page.assignee?.name ?? t("common:nobody")}
        content={<AssignPanel />}
      >
        <Avatar person={page.assignee} nobody={t("common:nobody")} sizePx={20} />
        {page.assignee?.name ?? t("common:nobody")}
        {page.team ? <span className="quiet">{page.team.name}</span> : null}
      </PropertyButton>
      <PropertyButton
        panel="kind"
        name={t("property.kind")}
        value={t(`common:kind.${page.kind}`)}
        content={<KindPanel />}
      >
        {t(`common:kind.${page.kind}`)}
      </PropertyButton>
      <PropertyButton
        panel="category"
        name={t("property.category")}
        value={names.category(page.categoryId)}
        content={<CategoryPanel />}
        className="is-category"
      >
        <span className={page.categoryId ? "truncate" : "truncate quiet"}>{names.category(page.categoryId)}</span>
      </PropertyButton>
      <ServiceProperty />
      <PropertyButton
        panel="tags"
        name={t("property.tags")}
        value={page.tags.map(names.tag).join(", ") || t("property.no_tags")}
        content={<TagsPanel />}
      >
        {page.tags.length > 0 ? (
          page.tags.map((tag) => (
            <span key={tag} className="ticket-tag">
              {names.tag(tag)}
            </span>
          ))
        ) : (
          <span className="quiet">{t("property.no_tags")}</span>
        )}
      </PropertyButton>
      <PropertyButton
        panel="snooze"
        name={t("property.snooze")}
        value={page.snoozedUntil ? formats.dateTime(page.snoozedUntil) : ""}
        content={<SnoozePanel />}
      >
        <span className={page.snoozedUntil ? "is-snoozed tabular" : "quiet"}>
          {page.snoozedUntil
            ? t("snooze.until", { moment: formats.dateTime(page.snoozedUntil) })
            : t("property.snooze")}
        </span>
      </PropertyButton>
    </div>
  );
}
