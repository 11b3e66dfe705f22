import { Button, Switch } from "antd";
import type { JSX } from "react";
import { useTranslation } from "react-i18next";
import { changeMailbox, listMailboxes, type MailboxShape } from "../../../../../src/contract/mailbox-routes.ts";
import { teamRoutes } from "../../../../../src/contract/staff-routes.ts";
import { useCommand } from "../../../../ui/api/use-command.ts";
import { useRoute } from "../../../../ui/api/use-route.ts";
import { useProblemToast } from "../../../../ui/notice/use-problem-toast.ts";
import { ErrorState } from "../../../../ui/states/error-state.tsx";
import { SkeletonList } from "../../../../ui/states/skeleton.tsx";
import { EmptyState } from "../../../../ui/states/state-page.tsx";
import { RelativeTime } from "../../../../ui/time/relative-time.tsx";
import { useMay } from "../../../session/me.ts";
import { Mark } from "../../../../ui/page/mark.tsx";
import { Row, RowList } from "../../../../ui/page/row-list.tsx";
import { SectionPage } from "../frame/section-page.tsx";
import { useOpened } from "../frame/use-opened.ts";
import { FailedMails } from "./failed-mails.tsx";
import { MailboxDrawer } from "./mailbox-drawer.tsx";
import { bodyOf, valuesOf } from "./mailbox-values.ts";
import { useMailboxProblem } from "./mailbox-problem.ts";
import "./mailboxes.css";

/** Where mail comes in and goes out, and how each mailbox is doing. */
export function MailboxesPage(): JSX.Element {
  const { t } = useTranslation("settings");
  const mayManage = useMay("mailboxes.manage");
  const { opened, open, close } = useOpened();
  const mailboxes = useRoute(listMailboxes, {});
  const shown = mailboxes.data?.items.find(({ id }) => id === opened);
  const add = mayManage ? (
    <Button type="primary" onClick={() => open("new")}>
      {t("mailboxes.add")}
    </Button>
  ) : null;
  return (
    <SectionPage id="mailboxes" actions={add}>
      {mailboxes.isPending ? <SkeletonList rows={3} /> : null}
      {mailboxes.isError ? <ErrorState error={mailboxes.error} onRetry={() => void mailboxes.refetch()} /> : null}
      {mailboxes.data?.items.length === 0 ? (
        <EmptyState title={t("mailboxes.none")} actions={add}>
          {t("mailboxes.none_help")}
        </EmptyState>
      ) : null}
      {mailboxes.data && mailboxes.data.items.length > 0 ? (
        <RowList label={t("section.mailboxes")}>
          {mailboxes.data.items.map((mailbox) => (
            <MailboxRow key={mailbox.id} mailbox={mailbox} onOpen={mayManage ? () => open(mailbox.id) : null} />
          ))}
        </RowList>
      ) : null}
      {mayManage ? <FailedMails /> : null}
      {opened === "new" && mayManage ? <MailboxDrawer mailbox={null} onClose={close} /> : null}
      {shown && mayManage ? (
        <MailboxDrawer
          key={shown.id}
          mailbox={shown}
          onClose={close}
          newest={async () => (await mailboxes.refetch()).data?.items.find(({ id }) => id === shown.id)}
        />
      ) : null}
    </SectionPage>
  );
}

function MailboxRow({ mailbox, onOpen }: { mailbox: MailboxShape; onOpen: (() => void) | null }): JSX.Element {
  const { t } = useTranslation("settings");
  const tell = useProblemToast();
  const problemOf = useMailboxProblem();
  const teams = useRoute(teamRoutes.list, { query: { archived: "true" } }, { freshMs: 60_000 });
  const team = teams.data?.items.find(({ id }) => id === mailbox.teamId)?.name;
  const change = useCommand(changeMailbox, { renews: [listMailboxes], onRefused: tell });
  const problem = mailbox.enabled && mailbox.lastError ? problemOf(mailbox.lastError.code) : null;
  const set = (enabled: boolean) =>
    change.fire({
      params: { mailboxId: mailbox.id },
      body: { ...bodyOf(valuesOf(mailbox)), enabled, version: mailbox.version },
    });
  return (
    <Row
      title={mailbox.name}
      {...(onOpen ? { onOpen } : {})}
      quiet={!mailbox.enabled}
      meta={
        <>
          <span>{mailbox.address}</span>
          <span>{t(`mailboxes.kind_short.${mailbox.kind}`)}</span>
          <span>{team ?? t("mailboxes.no_team")}</span>
          {mailbox.lastOkAt ? (
            <span>
              {t("mailboxes.last_ok")} <RelativeTime at={mailbox.lastOkAt} />
            </span>
          ) : null}
          {problem ? (
            <span className="page-bad mailbox-problem" title={mailbox.lastError?.detail}>
              {problem.says} {problem.remedy}
            </span>
          ) : null}
        </>
      }
      aside={
        <>
          <MailboxMark mailbox={mailbox} />
          {onOpen ? (
            <Switch
              size="small"
              checked={mailbox.enabled}
              loading={change.running}
              aria-label={t("mailboxes.enabled_of", { name: mailbox.name })}
              onChange={set}
            />
          ) : null}
        </>
      }
    />
  );
}

function MailboxMark({ mailbox }: { mailbox: MailboxShape }): JSX.Element {
  const { t } = useTranslation("settings");
  if (!mailbox.enabled) return <Mark tone="off">{t("mailboxes.off")}</Mark>;
  if (mailbox.lastError) return <Mark tone="bad">{t("mailboxes.failing")}</Mark>;
  if (mailbox.kind === "imap" && !mailbox.lastOkAt) return <Mark tone="wait">{t("mailboxes.not_yet")}</Mark>;
  return <Mark tone="good">{t("mailboxes.working")}</Mark>;
}
