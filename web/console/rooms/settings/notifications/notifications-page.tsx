import { useQueryClient } from "@tanstack/react-query";
import { Checkbox, Switch } from "antd";
import type { JSX } from "react";
import { useTranslation } from "react-i18next";
import {
  changeNotificationSettings,
  showNotificationSettings,
  type NotificationSettings,
} from "../../../../../src/contract/notification-routes.ts";
import { NOTIFICATION_KINDS, type NotificationKind } from "../../../../../src/domain/notification/notification-kind.ts";
import { useCommand } from "../../../../ui/api/use-command.ts";
import { keyOf, useRoute } from "../../../../ui/api/use-route.ts";
import { useProblemToast } from "../../../../ui/notice/use-problem-toast.ts";
import { ErrorState } from "../../../../ui/states/error-state.tsx";
import { SkeletonText } from "../../../../ui/states/skeleton.tsx";
import { useMe } from "../../../session/me.ts";
import { Card } from "../../../../ui/page/card.tsx";
import { TimeField } from "../calendars/time-field.tsx";
import { SectionPage } from "../frame/section-page.tsx";
import { BrowserPermission } from "./browser-permission.tsx";
import "./notifications.css";

const WAYS = ["app", "mail", "browser"] as const;
const DAY_MINUTES = 1_440;
const QUIET_AT_FIRST = { from: 22 * 60, to: 8 * 60 };

/** What one wants to hear of, and how; every tick is kept at once. */
export function NotificationsPage(): JSX.Element {
  const { t } = useTranslation("settings");
  const settings = useRoute(showNotificationSettings, {});
  return (
    <SectionPage id="notifications">
      {settings.isError ? <ErrorState error={settings.error} onRetry={() => void settings.refetch()} /> : null}
      {settings.isPending ? <SkeletonText lines={8} /> : null}
      {settings.data ? (
        <>
          <Card title={t("notifications.what")} lead={t("notifications.what_help")}>
            <Choices settings={settings.data} />
            <BrowserPermission />
          </Card>
          <QuietHours settings={settings.data} />
        </>
      ) : null}
    </SectionPage>
  );
}

function useKeepSettings(): (next: NotificationSettings) => void {
  const client = useQueryClient();
  const tell = useProblemToast();
  const key = keyOf(showNotificationSettings, {});
  const command = useCommand(changeNotificationSettings, {
    optimistic: ({ body }) => {
      const before = client.getQueryData(key);
      client.setQueryData(key, body);
      return () => client.setQueryData(key, before);
    },
    onRefused: tell,
  });
  return (body) => command.fire({ body });
}

function Choices({ settings }: { settings: NotificationSettings }): JSX.Element {
  const { t } = useTranslation("settings");
  const keepSettings = useKeepSettings();
  const set = (kind: NotificationKind, way: (typeof WAYS)[number], on: boolean) =>
    keepSettings({
      ...settings,
      choices: { ...settings.choices, [kind]: { ...settings.choices[kind], [way]: on } },
    });
  return (
    <table className="choices">
      <thead>
        <tr>
          <th scope="col">{t("notifications.event")}</th>
          {WAYS.map((way) => (
            <th key={way} scope="col">
              {t(`notifications.way.${way}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {NOTIFICATION_KINDS.map((kind) => (
          <tr key={kind}>
            <th scope="row">
              {t(`notifications.kind.${kind}`)}
              <span>{t(`notifications.kind_help.${kind}`)}</span>
            </th>
            {WAYS.map((way) => (
              <td key={way}>
                <Checkbox
                  checked={settings.choices[kind][way]}
                  aria-label={`${t(`notifications.kind.${kind}`)} · ${t(`notifications.way.${way}`)}`}
                  onChange={(event) => set(kind, way, event.target.checked)}
                />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function QuietHours({ settings }: { settings: NotificationSettings }): JSX.Element {
  const { t } = useTranslation("settings");
  const { timeZone } = useMe();
  const keepSettings = useKeepSettings();
  const quiet = settings.quietHours;
  const set = (edge: "from" | "to", minute: number) => {
    if (!quiet) return;
    const next = { ...quiet, [edge]: minute };
    if (next.from !== next.to) keepSettings({ ...settings, quietHours: next });
  };
  return (
    <Card
      title={t("notifications.quiet")}
      lead={t("notifications.quiet_help", { zone: timeZone })}
      actions={
        <Switch
          checked={quiet !== null}
          aria-label={t("notifications.quiet")}
          onChange={(on) => keepSettings({ ...settings, quietHours: on ? QUIET_AT_FIRST : null })}
        />
      }
    >
      {quiet ? (
        <div className="quiet-hours">
          {(["from", "to"] as const).map((edge) => (
            <span key={edge}>
              {t(`notifications.${edge}`)}
              <TimeField
                label={`${t("notifications.quiet")} ${t(`notifications.${edge}`)}`}
                minute={quiet[edge]}
                onChange={(minute) => set(edge, minute % DAY_MINUTES)}
              />
            </span>
          ))}
          {quiet.from > quiet.to ? <span className="page-hint">{t("notifications.over_night")}</span> : null}
        </div>
      ) : null}
    </Card>
  );
}
