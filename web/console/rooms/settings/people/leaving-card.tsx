import { Link } from "@tanstack/react-router";
import { Button } from "antd";
import type { JSX } from "react";
import { useTranslation } from "react-i18next";
import { ticketLabel } from "../../../../../src/domain/channel/ticket-label.ts";
import { peopleRoutes } from "../../../../../src/contract/staff-routes.ts";
import type { PersonShape } from "../../../../../src/contract/staff-shapes.ts";
import { useCommand } from "../../../../ui/api/use-command.ts";
import { useRoute } from "../../../../ui/api/use-route.ts";
import { confirm } from "../../../../ui/notice/confirm.ts";
import { toast } from "../../../../ui/notice/toast-store.ts";
import { useProblemToast } from "../../../../ui/notice/use-problem-toast.ts";
import { SkeletonText } from "../../../../ui/states/skeleton.tsx";

/** What a person answers for now, his sessions, and the end or return of his access. */
export function LeavingCard({ person }: { person: PersonShape }): JSX.Element {
  const { t } = useTranslation("settings");
  const tell = useProblemToast();
  const work = useRoute(peopleRoutes.work, { params: { staffId: person.id } });
  const params = { staffId: person.id };
  const renews = [peopleRoutes.list, peopleRoutes.show, peopleRoutes.work];
  const endSessions = useCommand(peopleRoutes.endSessions, {
    onRefused: tell,
    onDone: ({ ended }) => toast(t("security.sessions_ended", { count: ended }), { tone: "good" }),
  });
  const deactivate = useCommand(peopleRoutes.deactivate, {
    renews,
    onRefused: tell,
    onDone: ({ sessionsEnded, tokensRevoked }) =>
      toast(t("people.deactivated", { sessions: sessionsEnded, tokens: tokensRevoked.length }), { tone: "good" }),
  });
  const reactivate = useCommand(peopleRoutes.reactivate, { renews, onRefused: tell });
  const ask = async () => {
    const title = t("people.deactivate_ask", { name: person.name });
    const body = t("people.deactivate_help", { count: work.data?.openTicketCount ?? 0 });
    if (await confirm({ title, body, ok: t("people.deactivate"), danger: true })) deactivate.fire({ params });
  };
  return (
    <>
      <h3 className="page-form-part">{t("people.work")}</h3>
      {work.isPending ? <SkeletonText lines={2} /> : null}
      {work.data ? <Work work={work.data} /> : null}
      <div className="page-actions page-gap">
        {person.active ? (
          <>
            <Button loading={endSessions.running} onClick={() => endSessions.fire({ params })}>
              {t("people.end_sessions")}
            </Button>
            <Button danger loading={deactivate.running} onClick={() => void ask()}>
              {t("people.deactivate")}
            </Button>
          </>
        ) : (
          <Button loading={reactivate.running} onClick={() => reactivate.fire({ params })}>
            {t("people.reactivate")}
          </Button>
        )}
      </div>
    </>
  );
}

type WorkShown = {
  openTicketCount: number;
  openTickets: { id: string; number: number; subject: string }[];
  teamsLed: { id: string; name: string }[];
};

function Work({ work }: { work: WorkShown }): JSX.Element {
  const { t } = useTranslation("settings");
  if (work.openTicketCount === 0 && work.teamsLed.length === 0)
    return <p className="page-hint">{t("people.work_none")}</p>;
  return (
    <>
      {work.teamsLed.length > 0 ? (
        <p>{t("people.leads", { teams: work.teamsLed.map(({ name }) => name).join("、") })}</p>
      ) : null}
      {work.openTicketCount > 0 ? <p>{t("people.open_tickets", { count: work.openTicketCount })}</p> : null}
      <ul className="work-list">
        {work.openTickets.map(({ id, number, subject }) => (
          <li key={id} className="truncate">
            <Link to="/inbox/$ticketId" params={{ ticketId: String(number) }} search={{}}>
              <span className="tabular">{ticketLabel(number)}</span> {subject}
            </Link>
          </li>
        ))}
      </ul>
    </>
  );
}
