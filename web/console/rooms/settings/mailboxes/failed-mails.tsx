import { Button, Segmented } from "antd";
import { useState, type JSX } from "react";
import { useTranslation } from "react-i18next";
import {
  FAILED_MAIL_STATES,
  listFailedMails,
  openFailedMail,
  retryFailedMail,
  setFailedMailAside,
  type FailedMailShape,
} from "../../../../../src/contract/failed-mail-routes.ts";
import { addressOf } from "../../../../ui/api/address-of.ts";
import { useCommand } from "../../../../ui/api/use-command.ts";
import { useRoutePages } from "../../../../ui/api/use-route.ts";
import { confirm } from "../../../../ui/notice/confirm.ts";
import { toast } from "../../../../ui/notice/toast-store.ts";
import { useProblemToast } from "../../../../ui/notice/use-problem-toast.ts";
import { Card } from "../../../../ui/page/card.tsx";
import { Row, RowList } from "../../../../ui/page/row-list.tsx";
import { ErrorState } from "../../../../ui/states/error-state.tsx";
import { SkeletonList } from "../../../../ui/states/skeleton.tsx";
import { EmptyState } from "../../../../ui/states/state-page.tsx";
import { RelativeTime } from "../../../../ui/time/relative-time.tsx";
import { useFailedCount } from "./use-failed-count.ts";

type State = (typeof FAILED_MAIL_STATES)[number];

const PAGE = 30;

/** Mails that could not be taken in: why, the original, another try, or aside. */
export function FailedMails(): JSX.Element {
  const { t } = useTranslation("settings");
  const [state, setState] = useState<State>("failed");
  const mails = useRoutePages(listFailedMails, { query: { state, limit: PAGE } });
  const count = useFailedCount();
  return (
    <Card
      title={count === null ? t("failed_mails.title") : t("failed_mails.title_count", { count: count.words })}
      lead={t("failed_mails.lead")}
      actions={
        <Segmented<State>
          aria-label={t("failed_mails.state")}
          value={state}
          onChange={setState}
          options={FAILED_MAIL_STATES.map((value) => ({ value, label: t(`failed_mails.${value}`) }))}
        />
      }
    >
      {mails.isPending ? <SkeletonList rows={2} /> : null}
      {mails.isError ? <ErrorState error={mails.error} onRetry={() => void mails.refetch()} /> : null}
      {mails.data && mails.items.length === 0 ? (
        <EmptyState title={t(state === "failed" ? "failed_mails.none" : "failed_mails.none_aside")}>
          {state === "failed" ? t("failed_mails.none_help") : null}
        </EmptyState>
      ) : null}
      {mails.items.length > 0 ? (
        <RowList label={t("failed_mails.title")}>
          {mails.items.map((mail) => (
            <FailedMailRow key={mail.id} mail={mail} state={state} />
          ))}
        </RowList>
      ) : null}
      {mails.hasNextPage ? (
        <Button loading={mails.isFetchingNextPage} onClick={() => void mails.fetchNextPage()}>
          {t("failed_mails.more")}
        </Button>
      ) : null}
    </Card>
  );
}

function FailedMailRow({ mail, state }: { mail: FailedMailShape; state: State }): JSX.Element {
  const { t } = useTranslation("settings");
  const onRefused = useProblemToast();
  const renews = [listFailedMails];
  const retry = useCommand(retryFailedMail, {
    renews,
    onRefused,
    onDone: () => toast(t("failed_mails.retried"), { tone: "good" }),
  });
  const setAside = useCommand(setFailedMailAside, {
    renews,
    onRefused,
    onDone: () => toast(t("failed_mails.was_set_aside"), { tone: "good" }),
  });
  const params = { mailId: mail.id };
  const name = mail.subject || t("failed_mails.no_subject");
  const askAside = async () => {
    const question = { title: t("failed_mails.aside_ask"), body: t("failed_mails.aside_help") };
    if (await confirm({ ...question, ok: t("failed_mails.aside") })) setAside.fire({ params });
  };
  return (
    <Row
      title={name}
      meta={
        <>
          <span>{mail.from ? senderOf(mail.from) : t("failed_mails.unknown_sender")}</span>
          <span>{t("failed_mails.to", { name: mail.mailbox.name })}</span>
          <span>
            <RelativeTime at={mail.receivedAt} />
          </span>
          <span>{t("failed_mails.attempts", { count: mail.attempts })}</span>
          <span className="page-bad mailbox-problem">{mail.reason}</span>
          <span className="failed-mail-actions">
            <a className="bh-button" href={addressOf(openFailedMail.path, params)} download>
              {t("failed_mails.download")}
            </a>
            <Button
              loading={retry.running}
              aria-label={t("failed_mails.retry_of", { name })}
              onClick={() => retry.fire({ params })}
            >
              {t("failed_mails.retry")}
            </Button>
            {state === "failed" ? (
              <Button
                loading={setAside.running}
                aria-label={t("failed_mails.aside_of", { name })}
                onClick={() => void askAside()}
              >
                {t("failed_mails.aside")}
              </Button>
            ) : null}
          </span>
        </>
      }
    />
  );
}

const senderOf = ({ name, address }: { name: string; address: string }) => (name ? `${name} <${address}>` : address);
