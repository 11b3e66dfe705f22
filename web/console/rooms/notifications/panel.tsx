import { Link } from "@tanstack/react-router";
import { useEffect, useRef, useState, type JSX } from "react";
import { useTranslation } from "react-i18next";
import {
  countNotifications,
  listNotifications,
  readNotification,
  readNotifications,
  type NotificationShape,
} from "../../../../src/contract/notification-routes.ts";
import { ticketLabel } from "../../../../src/domain/channel/ticket-label.ts";
import { METRIC_RULES, type Metric } from "../../../../src/domain/clocks/metrics.ts";
import { useCommand } from "../../../ui/api/use-command.ts";
import { useRoutePages } from "../../../ui/api/use-route.ts";
import { classNames } from "../../../ui/base/class-names.ts";
import { usePersonSettings } from "../../../ui/base/person-settings.ts";
import { useFormats } from "../../../ui/i18n/use-formats.ts";
import { useProblemToast } from "../../../ui/notice/use-problem-toast.ts";
import { ErrorState } from "../../../ui/states/error-state.tsx";
import { SkeletonList } from "../../../ui/states/skeleton.tsx";
import { EmptyState } from "../../../ui/states/state-page.tsx";
import { useNow } from "../../../ui/time/now.ts";
import { RelativeTime } from "../../../ui/time/relative-time.tsx";
import { askForNotices, mayAskForNotices } from "./browser-notice.ts";

const PAGE = 30;

/** What was told, by day; each leads to its ticket. */
export function NotificationPanel({ onClose }: { onClose: () => void }): JSX.Element {
  const { t } = useTranslation(["notifications", "common"]);
  const [unreadOnly, setUnreadOnly] = useState(false);
  const told = useRoutePages(listNotifications, {
    query: { limit: PAGE, ...(unreadOnly ? { unread: "true" } : {}) },
  } as Parameters<typeof useRoutePages<typeof listNotifications>>[1]);
  const onRefused = useProblemToast();
  const readAll = useCommand(readNotifications, { renews: [listNotifications, countNotifications], onRefused });
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), []);
  const anyUnread = told.items.some(({ readAt }) => readAt === null);
  return (
    <div className="told" ref={box} tabIndex={-1} role="dialog" aria-label={t("title")} onKeyDown={walk(onClose)}>
      <header className="told-head">
        <h2>{t("title")}</h2>
        <button type="button" aria-pressed={unreadOnly} onClick={() => setUnreadOnly(!unreadOnly)}>
          {t("unread_only")}
        </button>
        <button type="button" disabled={!anyUnread || readAll.running} onClick={() => readAll.fire({ body: {} })}>
          {t("read_all")}
        </button>
      </header>
      <AskOnce />
      <div className="told-list">
        {told.isPending ? <SkeletonList rows={4} /> : null}
        {told.isError ? <ErrorState error={told.error} onRetry={() => void told.refetch()} /> : null}
        {told.isSuccess && told.items.length === 0 ? (
          <EmptyState shape="done" title={t(unreadOnly ? "none_unread" : "none")}>
            {t("none_help")}
          </EmptyState>
        ) : null}
        <Days items={told.items} onClose={onClose} />
        {told.hasNextPage ? (
          <button type="button" className="bh-button told-more" onClick={() => void told.fetchNextPage()}>
            {t("common:action.load_more")}
          </button>
        ) : null}
      </div>
    </div>
  );
}

function Days({ items, onClose }: { items: readonly NotificationShape[]; onClose: () => void }): JSX.Element {
  const { t } = useTranslation("notifications");
  const formats = useFormats();
  const now = useNow("half_minute");
  const today = formats.date(now);
  const yesterday = formats.date(now - 86_400_000);
  const days = Map.groupBy(items, ({ at }) => formats.date(at));
  return (
    <>
      {[...days].map(([day, members]) => (
        <section key={day}>
          <h3>{day === today ? t("today") : day === yesterday ? t("yesterday") : day}</h3>
          <ul>
            {members.map((one) => (
              <li key={one.id}>
                <ToldLine told={one} onClose={onClose} />
              </li>
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}

const isMetric = (metric: string | undefined): metric is Metric =>
  metric !== undefined && Object.hasOwn(METRIC_RULES, metric);

const spanOf = (stop: { from: string; until: string }, dateTime: (at: number) => string) => ({
  from: dateTime(Date.parse(stop.from)),
  until: dateTime(Date.parse(stop.until)),
});

function ToldLine({ told, onClose }: { told: NotificationShape; onClose: () => void }): JSX.Element {
  const { t } = useTranslation("notifications");
  const { language } = usePersonSettings();
  const read = useCommand(readNotification, { renews: [listNotifications, countNotifications] });
  const { kind, ticket, actorName, data, at, readAt } = told;
  const metric = isMetric(data.metric) ? METRIC_RULES[data.metric].title[language] : "";
  const formats = useFormats();
  const { stop } = data;
  const ofStop = stop && stop.count > 1 ? t("of_stop", { ...spanOf(stop, formats.dateTime), count: stop.count }) : null;
  const words = ofStop ?? (actorName ? t(`by.${kind}`, { name: actorName, metric }) : t(`line.${kind}`, { metric }));
  return (
    <Link
      to="/inbox/$ticketId"
      params={{ ticketId: String(ticket.number) }}
      search={{}}
      className={classNames("told-line", readAt === null && "is-unread")}
      preload={false}
      activeProps={{}}
      onClick={() => {
        if (readAt === null) read.fire({ params: { notificationId: told.id } });
        onClose();
      }}
    >
      <span className="told-words">
        <span className={classNames("told-kind", `is-${kind}`)} aria-hidden="true" />
        <span>{words}</span>
        {readAt === null ? <span className="visually-hidden">{t("unread")}</span> : null}
        <span className="told-time">
          <RelativeTime at={at} />
        </span>
      </span>
      <span className="told-subject truncate">
        <span className="tabular quiet">{ticketLabel(ticket.number)}</span> {ticket.subject}
      </span>
    </Link>
  );
}

/** Asks politely, once, whether the browser may show notices. */
function AskOnce(): JSX.Element | null {
  const { t } = useTranslation("notifications");
  const [asks, setAsks] = useState(mayAskForNotices);
  if (!asks) return null;
  const answer = (wanted: boolean) => {
    setAsks(false);
    void askForNotices(wanted);
  };
  return (
    <div className="told-ask">
      <p>{t("ask")}</p>
      <button type="button" className="bh-button is-primary" onClick={() => answer(true)}>
        {t("ask_yes")}
      </button>
      <button type="button" className="bh-button" onClick={() => answer(false)}>
        {t("ask_no")}
      </button>
    </div>
  );
}

/** Arrow keys walk the lines, Escape closes. */
const walk =
  (onClose: () => void) =>
  (event: React.KeyboardEvent<HTMLDivElement>): void => {
    const step =
      event.key === "ArrowDown" || event.key === "j" ? 1 : event.key === "ArrowUp" || event.key === "k" ? -1 : 0;
    if (event.key === "Escape") onClose();
    else if (step !== 0) {
      const lines = [...event.currentTarget.querySelectorAll<HTMLElement>(".told-line")];
      const at = lines.indexOf(document.activeElement as HTMLElement);
      lines[Math.max(0, Math.min(lines.length - 1, at + step))]?.focus();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };
