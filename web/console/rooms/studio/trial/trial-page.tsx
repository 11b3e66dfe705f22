import { useNavigate, useSearch } from "@tanstack/react-router";
import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import type { JSX } from "react";
import { useTranslation } from "react-i18next";
import { cancelRun, getRun, startRun, type RunShape } from "../../../../../src/contract/studio-routes.ts";
import type { InputOf } from "../../../../../src/contract/route.ts";
import type { BacktestResult } from "../../../../../src/domain/backtest/backtest-result.ts";
import { useCommand } from "../../../../ui/api/use-command.ts";
import { routeQuery } from "../../../../ui/api/use-route.ts";
import { FormProblem } from "../../../../ui/forms/form-problem.tsx";
import { useProblemToast } from "../../../../ui/notice/use-problem-toast.ts";
import { Card } from "../../../../ui/page/card.tsx";
import { ErrorState } from "../../../../ui/states/error-state.tsx";
import { SkeletonText } from "../../../../ui/states/skeleton.tsx";
import { EmptyState } from "../../../../ui/states/state-page.tsx";
import { useMay } from "../../../session/me.ts";
import { useLocalText } from "../shared/use-local-text.ts";
import { useDetail } from "../versions/version-context.ts";
import { RunResult } from "./run-result.tsx";
import { ScopeForm } from "./scope-form.tsx";
import "./trial.css";

const LOOK_EVERY_MS = 700;

type Scope = InputOf<typeof startRun>["body"]["scope"];

/** How a version would have done: on one ticket, the last ones, or some days. Nothing of the desk changes. */
export function TrialPage(): JSX.Element {
  const { t } = useTranslation("studio");
  const { version } = useDetail();
  const { run: runId } = useSearch({ strict: false }) as { run?: string };
  const navigate = useNavigate();
  const mayWrite = useMay("sop.write");
  const start = useCommand(startRun, {
    onDone: ({ id }) => void navigate({ to: ".", search: (before: object) => ({ ...before, run: id }) }),
  });
  const begin = (scope: Scope) => start.fire({ params: { versionId: version.id }, body: { scope } });
  return (
    <div className="studio-page pane-scroll">
      {mayWrite ? (
        <Card title={t("trial.title")} lead={t("trial.lead")}>
          <FormProblem error={start.error} />
          <ScopeForm running={start.running} onStart={begin} />
        </Card>
      ) : null}
      {runId && mayWrite ? <Run key={runId} runId={runId} /> : null}
      {mayWrite ? null : <EmptyState title={t("trial.none")}>{t("trial.none_help")}</EmptyState>}
    </div>
  );
}

const isLive = (run: RunShape | undefined) => run === undefined || run.state === "waiting" || run.state === "running";

function Run({ runId }: { runId: string }): JSX.Element {
  const { t } = useTranslation("studio");
  const local = useLocalText();
  const run = useQuery({
    ...routeQuery(getRun, { params: { runId } }),
    refetchInterval: ({ state }) => (isLive(state.data) && state.error === null ? LOOK_EVERY_MS : false),
  });
  if (run.isError) return <ErrorState error={run.error} onRetry={() => void run.refetch()} />;
  if (!run.data) return <SkeletonText lines={5} />;
  const { state, problem, result } = run.data;
  if (isLive(run.data)) return <Progress run={run.data} />;
  if (state === "cancelled") return <EmptyState title={t("trial.cancelled")}>{t("trial.cancelled_help")}</EmptyState>;
  if (state === "failed" || !result)
    return (
      <EmptyState shape="error" title={t("trial.failed")}>
        {problem ? local(problem) : t("trial.failed_help")}
      </EmptyState>
    );
  return <RunResult result={result as BacktestResult} />;
}

function Progress({ run }: { run: RunShape }): JSX.Element {
  const { t } = useTranslation("studio");
  const mayWrite = useMay("sop.write");
  const onRefused = useProblemToast();
  const cancel = useCommand(cancelRun, { renews: [getRun], onRefused });
  const { done, total } = run.progress;
  const said = total === null ? t("trial.done", { done }) : t("trial.done_of", { done, total });
  return (
    <div className="run-progress" role="status">
      <progress aria-label={t("trial.running")} {...(total ? { value: done, max: total } : {})} />
      <span className="tabular">{run.state === "waiting" ? t("trial.waiting") : said}</span>
      {mayWrite ? (
        <Button loading={cancel.running} onClick={() => cancel.fire({ params: { runId: run.id } })}>
          {t("trial.cancel")}
        </Button>
      ) : null}
    </div>
  );
}
