import { Link } from "@tanstack/react-router";
import { Button } from "antd";
import { useState, type JSX } from "react";
import { useTranslation } from "react-i18next";
import {
  approve,
  propose,
  rollBack,
  withdrawProposal,
  type VersionDetail,
} from "../../../../../src/contract/studio-routes.ts";
import { useCommand } from "../../../../ui/api/use-command.ts";
import { FormProblem } from "../../../../ui/forms/form-problem.tsx";
import { toast } from "../../../../ui/notice/toast-store.ts";
import { Card } from "../../../../ui/page/card.tsx";
import { useMay, useMe } from "../../../session/me.ts";
import { useTakeOver, useVersions } from "../shared/use-version.ts";
import { isDraft, proposalOf } from "../shared/version-mark.tsx";
import { Differences } from "../versions/differences.tsx";
import { useDetail } from "../versions/version-context.ts";
import { ReasonDialog } from "./reason-dialog.tsx";
import { Trail } from "./trail.tsx";
import "./publish.css";

/** The way of a version to being published: what changes, who proposed it and why, who approves; and every step taken. */
export function PublishPage(): JSX.Element {
  const { t } = useTranslation("studio");
  const detail = useDetail();
  const { version } = detail;
  const previous = usePrevious(version);
  const mayWrite = useMay("sop.write");
  return (
    <div className="studio-page pane-scroll">
      <StepCard detail={detail} />
      <Card
        title={t(`publish.changes.${version.status}`)}
        lead={isDraft(version) ? t("publish.changes_lead") : null}
        actions={
          mayWrite ? (
            <Link
              className="bh-button"
              to="/studio/versions/$versionId/trial"
              params={{ versionId: version.id }}
              search={{}}
            >
              {t("publish.try")}
            </Link>
          ) : null
        }
      >
        <Differences from={previous} to={version.id} />
      </Card>
      <Card title={t("trail.title")} lead={t("trail.lead")}>
        <Trail versionId={version.id} />
      </Card>
    </div>
  );
}

/** With what a version is compared: the published one with the one before it, all others with the published one (null). */
function usePrevious({ id, status }: VersionDetail["version"]): string | null {
  const versions = useVersions();
  if (status !== "published") return null;
  const retired = versions.data?.items.filter((one) => one.status === "retired" && one.id !== id) ?? [];
  return retired.toSorted((a, b) => (b.retiredAt ?? "").localeCompare(a.retiredAt ?? ""))[0]?.id ?? null;
}

type Asked = "propose" | "return" | "withdraw" | "roll_back" | null;

/** Where the version stands and the steps that this person can take. */
function StepCard({ detail }: { detail: VersionDetail }): JSX.Element {
  const { t } = useTranslation("studio");
  const mayWrite = useMay("sop.write");
  const me = useMe();
  const [asked, setAsked] = useState<Asked>(null);
  const steps = useSteps(detail, () => setAsked(null));
  const { version } = detail;
  const proposal = proposalOf(version);
  const isMine = proposal?.by?.id === me.id;
  const close = () => {
    steps.reset();
    setAsked(null);
  };
  return (
    <Card
      title={<StepTitle detail={detail} />}
      lead={<StepLead detail={detail} isMine={isMine} />}
      actions={
        mayWrite ? (
          <StepButtons
            detail={detail}
            isMine={isMine}
            onAsk={setAsked}
            onApprove={steps.approve}
            running={steps.running}
          />
        ) : null
      }
    >
      {asked === null && steps.error ? <FormProblem error={steps.error} /> : null}
      {proposal ? (
        <blockquote className="proposal">
          <p>{proposal.reason}</p>
        </blockquote>
      ) : null}
      {asked ? (
        <ReasonDialog
          title={t(`publish.${asked}`)}
          lead={t(`publish.${asked}_lead`)}
          optional={asked === "withdraw"}
          running={steps.running}
          error={steps.error}
          onClose={close}
          onDone={(reason) => steps.take(asked, reason)}
        />
      ) : null}
    </Card>
  );
}

function StepTitle({ detail }: { detail: VersionDetail }): JSX.Element {
  const { t } = useTranslation("studio");
  const { version } = detail;
  if (proposalOf(version)) return <>{t("publish.waits")}</>;
  return <>{t(`publish.state.${version.status}`)}</>;
}

function StepLead({ detail, isMine }: { detail: VersionDetail; isMine: boolean }): JSX.Element {
  const { t } = useTranslation("studio");
  const { version, findings } = detail;
  const proposal = proposalOf(version);
  if (proposal) {
    const name = proposal.by?.name ?? "";
    return <>{isMine ? t("publish.waits_mine") : t("publish.waits_other", { name })}</>;
  }
  if (version.status === "draft" && findings.length > 0)
    return <>{t("publish.state_lead.faulty", { count: findings.length })}</>;
  return <>{t(`publish.state_lead.${version.status}`)}</>;
}

type ButtonsProps = {
  detail: VersionDetail;
  isMine: boolean;
  running: boolean;
  onAsk: (asked: Asked) => void;
  onApprove: () => void;
};

function StepButtons({ detail, isMine, running, onAsk, onApprove }: ButtonsProps): JSX.Element | null {
  const { t } = useTranslation("studio");
  const { version } = detail;
  if (proposalOf(version))
    return isMine ? (
      <Button loading={running} onClick={() => onAsk("withdraw")}>
        {t("publish.withdraw")}
      </Button>
    ) : (
      <>
        <Button onClick={() => onAsk("return")}>{t("publish.return")}</Button>
        <Button type="primary" loading={running} onClick={onApprove}>
          {t("publish.approve")}
        </Button>
      </>
    );
  if (version.status === "checked")
    return (
      <Button type="primary" onClick={() => onAsk("propose")}>
        {t("publish.propose")}
      </Button>
    );
  if (version.status === "retired") return <Button onClick={() => onAsk("roll_back")}>{t("publish.roll_back")}</Button>;
  if (version.status === "published")
    return (
      <Link className="bh-button" to="/studio/versions/$versionId/move" params={{ versionId: version.id }}>
        {t("move.title")}
      </Link>
    );
  return null;
}

function useSteps({ version }: VersionDetail, onTaken: () => void) {
  const { t } = useTranslation("studio");
  const takeOver = useTakeOver();
  const done = (said: string) => (answer: VersionDetail) => {
    takeOver(answer);
    toast(said, { tone: "good" });
    onTaken();
  };
  const params = { versionId: version.id };
  const proposing = useCommand(propose, { onDone: done(t("publish.proposed")) });
  const withdrawing = useCommand(withdrawProposal, { onDone: done(t("publish.returned")) });
  const approving = useCommand(approve, { onDone: done(t("publish.published")) });
  const rolling = useCommand(rollBack, { onDone: done(t("publish.rolled_back")) });
  const all = [proposing, withdrawing, approving, rolling];
  return {
    running: all.some(({ running }) => running),
    error: all.find(({ error }) => error)?.error ?? null,
    reset: () => {
      for (const one of all) one.reset();
    },
    approve: () => approving.fire({ params, query: { revision: version.revision } }),
    take: (step: Exclude<Asked, null>, reason: string) => {
      if (step === "propose") proposing.fire({ params, body: { reason } });
      else if (step === "roll_back") rolling.fire({ params, body: { reason } });
      else withdrawing.fire({ params, query: { reason } });
    },
  };
}
