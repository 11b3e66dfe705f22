import { Link } from "@tanstack/react-router";
import { Button, Checkbox } from "antd";
import { useState, type JSX } from "react";
import { useTranslation } from "react-i18next";
import { ticketLabel } from "../../../../../src/domain/channel/ticket-label.ts";
import type { ResponseOf } from "../../../../../src/contract/route.ts";
import { listVersions, moveTickets, previewMove } from "../../../../../src/contract/studio-routes.ts";
import { useCommand } from "../../../../ui/api/use-command.ts";
import { useRoutePages } from "../../../../ui/api/use-route.ts";
import { FormProblem } from "../../../../ui/forms/form-problem.tsx";
import { useFormats } from "../../../../ui/i18n/use-formats.ts";
import { ErrorState } from "../../../../ui/states/error-state.tsx";
import { SkeletonList } from "../../../../ui/states/skeleton.tsx";
import { EmptyState } from "../../../../ui/states/state-page.tsx";
import { useMay } from "../../../session/me.ts";
import { NoPermission } from "../../../frame/page-states.tsx";
import { useLocalText } from "../shared/use-local-text.ts";
import { useVersions } from "../shared/use-version.ts";
import { useDetail } from "../versions/version-context.ts";
import { ReasonDialog } from "./reason-dialog.tsx";
import "./publish.css";

type TicketMove = ResponseOf<typeof previewMove>["items"][number];
type Refused = ResponseOf<typeof moveTickets>["refused"];
const BATCH_TICKETS = 25;
const PAGE_TICKETS = 100;

/** Tickets move to the published version alone: the way there. */
function NotPublished(): JSX.Element {
  const { t } = useTranslation("studio");
  const published = useVersions().data?.items.find(({ status }) => status === "published");
  const toPublished = published ? (
    <Link className="bh-button" to="/studio/versions/$versionId/move" params={{ versionId: published.id }}>
      {t("move.to_published", { number: published.number })}
    </Link>
  ) : null;
  return (
    <EmptyState title={t("move.not_published")} actions={toPublished}>
      {t("move.not_published_help")}
    </EmptyState>
  );
}

/** Open tickets under other versions: which of their promises would change, and moving those that are chosen. */
export function MovePage(): JSX.Element {
  const { t } = useTranslation("studio");
  const may = useMay("sop.write");
  const { version } = useDetail();
  const params = { versionId: version.id };
  const isPublished = version.status === "published";
  const tickets = useRoutePages(previewMove, may && isPublished ? { params, query: { limit: PAGE_TICKETS } } : null);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [asking, setAsking] = useState(false);
  const moving = useMoving(version.id, () => setChosen(new Set()));
  if (!may) return <NoPermission />;
  if (!isPublished) return <NotPublished />;
  if (tickets.isError) return <ErrorState error={tickets.error} onRetry={() => void tickets.refetch()} />;
  if (tickets.isPending) return <SkeletonList />;
  const { items } = tickets;
  const all = items.length > 0 && items.every(({ ticketId }) => chosen.has(ticketId));
  return (
    <div className="studio-page pane-scroll">
      <h2>{t("move.title")}</h2>
      <p className="quiet move-lead">{t("move.lead")}</p>
      {moving.progress ? (
        <div className="run-progress" role="status">
          <progress aria-label={t("move.running")} value={moving.progress.done} max={moving.progress.total} />
          <span className="tabular">{t("trial.done_of", moving.progress)}</span>
        </div>
      ) : null}
      <FormProblem error={moving.error} />
      <RefusedList refused={moving.refused} tickets={items} />
      {items.length === 0 ? (
        <EmptyState shape="done" title={t("move.none")}>
          {t("move.none_help")}
        </EmptyState>
      ) : (
        <>
          <div className="page-tools">
            <Checkbox
              checked={all}
              indeterminate={!all && chosen.size > 0}
              onChange={() => setChosen(all ? new Set() : new Set(items.map(({ ticketId }) => ticketId)))}
            >
              {t("move.all", { count: items.length })}
            </Checkbox>
            <Button
              type="primary"
              disabled={chosen.size === 0 || moving.progress !== null}
              onClick={() => setAsking(true)}
            >
              {t("move.start", { count: chosen.size })}
            </Button>
          </div>
          <ul className="page-rows" aria-label={t("move.title")}>
            {items.map((ticket) => (
              <MoveRow
                key={ticket.ticketId}
                ticket={ticket}
                checked={chosen.has(ticket.ticketId)}
                onCheck={(on) => setChosen(withOne(chosen, ticket.ticketId, on))}
              />
            ))}
          </ul>
          {tickets.hasNextPage ? (
            <Button loading={tickets.isFetchingNextPage} onClick={() => void tickets.fetchNextPage()}>
              {t("move.more")}
            </Button>
          ) : null}
        </>
      )}
      {asking ? (
        <ReasonDialog
          title={t("move.start", { count: chosen.size })}
          lead={t("move.reason_lead")}
          running={false}
          error={null}
          onClose={() => setAsking(false)}
          onDone={(reason) => {
            setAsking(false);
            void moving.move([...chosen], reason);
          }}
        />
      ) : null}
    </div>
  );
}

function withOne(all: ReadonlySet<string>, one: string, on: boolean): ReadonlySet<string> {
  const next = new Set(all);
  if (on) next.add(one);
  else next.delete(one);
  return next;
}

/** Moves in batches, so that it can be seen how far it is; a failure leaves what is moved as it is. */
function useMoving(versionId: string, onDone: () => void) {
  const command = useCommand(moveTickets, { renews: [previewMove, listVersions] });
  const [progress, setProgress] = useState<{ done: number; total: number } | null>(null);
  const [refused, setRefused] = useState<Refused>([]);
  const move = async (ticketIds: string[], reason: string) => {
    setRefused([]);
    try {
      for (let at = 0; at < ticketIds.length; at += BATCH_TICKETS) {
        setProgress({ done: at, total: ticketIds.length });
        const batch = ticketIds.slice(at, at + BATCH_TICKETS);
        const answer = await command.run({ params: { versionId }, body: { ticketIds: batch, reason } });
        setRefused((before) => [...before, ...answer.refused]);
      }
      onDone();
    } catch {
      // `error` tells it.
    } finally {
      setProgress(null);
    }
  };
  return { move, progress, refused, error: command.error };
}

function RefusedList({ refused, tickets }: { refused: Refused; tickets: readonly TicketMove[] }): JSX.Element | null {
  const { t } = useTranslation("studio");
  const local = useLocalText();
  if (refused.length === 0) return null;
  return (
    <div className="form-problem" role="alert">
      <strong>{t("move.refused", { count: refused.length })}</strong>
      <ul>
        {refused.map(({ ticketId, says }) => (
          <li key={ticketId}>
            {tickets.find((one) => one.ticketId === ticketId)?.number ?? ticketId}: {local(says)}
          </li>
        ))}
      </ul>
    </div>
  );
}

type RowProps = { ticket: TicketMove; checked: boolean; onCheck: (on: boolean) => void };

function MoveRow({ ticket, checked, onCheck }: RowProps): JSX.Element {
  const { t } = useTranslation("studio");
  const local = useLocalText();
  const formats = useFormats();
  const moment = (at: string | null) => (at === null ? t("value_none") : formats.dateTime(at));
  return (
    <li className="page-row">
      <Checkbox
        checked={checked}
        aria-label={`${ticketLabel(Number(ticket.number))} ${ticket.subject}`}
        onChange={(event) => onCheck(event.target.checked)}
      />
      <div className="page-row-text">
        <Link className="page-row-title" to="/tickets/$number" params={{ number: ticket.number }} search={{}}>
          {ticketLabel(Number(ticket.number))} {ticket.subject}
        </Link>
        <div className="move-changes">
          {ticket.changes.length === 0 ? <span className="quiet">{t("move.nothing_changes")}</span> : null}
          {ticket.changes.map((change) => (
            <span key={`${change.metric}${change.lineId}`} className="tabular">
              {local(change.title)} {moment(change.before)} → <strong>{moment(change.after)}</strong>
            </span>
          ))}
        </div>
      </div>
    </li>
  );
}
