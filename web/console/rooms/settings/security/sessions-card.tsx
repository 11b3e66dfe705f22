import { Button } from "antd";
import type { JSX } from "react";
import { useTranslation } from "react-i18next";
import { meRoutes } from "../../../../../src/contract/staff-routes.ts";
import { useCommand } from "../../../../ui/api/use-command.ts";
import { useRoute } from "../../../../ui/api/use-route.ts";
import { useFormats } from "../../../../ui/i18n/use-formats.ts";
import { confirm } from "../../../../ui/notice/confirm.ts";
import { toast } from "../../../../ui/notice/toast-store.ts";
import { useProblemToast } from "../../../../ui/notice/use-problem-toast.ts";
import { ErrorState } from "../../../../ui/states/error-state.tsx";
import { SkeletonList } from "../../../../ui/states/skeleton.tsx";
import { RelativeTime } from "../../../../ui/time/relative-time.tsx";
import { Card } from "../../../../ui/page/card.tsx";
import { Mark } from "../../../../ui/page/mark.tsx";
import { Row, RowList } from "../../../../ui/page/row-list.tsx";
import { deviceOf } from "./device-of.ts";

/** Where one is signed in; any other place can be ended. */
export function SessionsCard(): JSX.Element {
  const { t } = useTranslation("settings");
  const formats = useFormats();
  const tell = useProblemToast();
  const sessions = useRoute(meRoutes.sessions, {});
  const end = useCommand(meRoutes.endSession, { renews: [meRoutes.sessions], onRefused: tell });
  const endOthers = useCommand(meRoutes.endOtherSessions, {
    renews: [meRoutes.sessions],
    onRefused: tell,
    onDone: ({ ended }) => toast(t("security.sessions_ended", { count: ended }), { tone: "good" }),
  });
  const items = sessions.data?.items ?? [];
  const askEndOthers = async () => {
    if (await confirm({ title: t("security.end_others_ask"), ok: t("security.end_others"), danger: true }))
      endOthers.fire({});
  };
  return (
    <Card
      title={t("security.sessions")}
      lead={t("security.sessions_help")}
      actions={
        items.length > 1 ? (
          <Button danger loading={endOthers.running} onClick={() => void askEndOthers()}>
            {t("security.end_others")}
          </Button>
        ) : null
      }
    >
      {sessions.isPending ? <SkeletonList rows={2} /> : null}
      {sessions.isError ? <ErrorState error={sessions.error} onRetry={() => void sessions.refetch()} /> : null}
      {items.length > 0 ? (
        <RowList label={t("security.sessions")}>
          {items.map((session) => (
            <Row
              key={session.id}
              title={deviceOf(session.userAgent) ?? t("security.unknown_device")}
              meta={
                <>
                  <span>{session.ip}</span>
                  <span>{t("security.since", { at: formats.dateTime(session.createdAt) })}</span>
                  <span>
                    {t("security.seen")} <RelativeTime at={session.seenAt} />
                  </span>
                </>
              }
              aside={
                session.current ? (
                  <Mark tone="good">{t("security.this_session")}</Mark>
                ) : (
                  <Button size="small" onClick={() => end.fire({ params: { sessionId: session.id } })}>
                    {t("security.end")}
                  </Button>
                )
              }
            />
          ))}
        </RowList>
      ) : null}
    </Card>
  );
}
