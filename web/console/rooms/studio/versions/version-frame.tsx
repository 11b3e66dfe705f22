import { Link, Outlet, useNavigate, useParams } from "@tanstack/react-router";
import { Button } from "antd";
import { Suspense, type JSX } from "react";
import { useTranslation } from "react-i18next";
import {
  checkVersion,
  discardDraft,
  listVersions,
  type VersionDetail,
} from "../../../../../src/contract/studio-routes.ts";
import { useCommand } from "../../../../ui/api/use-command.ts";
import { confirm } from "../../../../ui/notice/confirm.ts";
import { toast } from "../../../../ui/notice/toast-store.ts";
import { useProblemToast } from "../../../../ui/notice/use-problem-toast.ts";
import { ErrorState } from "../../../../ui/states/error-state.tsx";
import { SkeletonPage } from "../../../../ui/states/skeleton.tsx";
import { useMay } from "../../../session/me.ts";
import { ItemNamesContext, useNamesOf } from "../shared/item-names.ts";
import { useTakeOver, useVersion } from "../shared/use-version.ts";
import { isDraft, proposalOf, VersionMark } from "../shared/version-mark.tsx";
import { VersionContext } from "./version-context.ts";

const TABS = [
  { id: "content", to: "/studio/versions/$versionId" },
  { id: "text", to: "/studio/versions/$versionId/text" },
  { id: "trial", to: "/studio/versions/$versionId/trial" },
  { id: "publish", to: "/studio/versions/$versionId/publish" },
] as const;

/** One version: what stands in it, its text, how it would do, and its way to being published. */
export function VersionFrame(): JSX.Element {
  const { versionId } = useParams({ strict: false }) as { versionId: string };
  const version = useVersion(versionId);
  if (version.isError) return <ErrorState error={version.error} onRetry={() => void version.refetch()} />;
  if (!version.data || version.data.version.id !== versionId) return <SkeletonPage />;
  return <VersionRoom detail={version.data} />;
}

function VersionRoom({ detail }: { detail: VersionDetail }): JSX.Element {
  const names = useNamesOf(detail);
  return (
    <VersionContext value={detail}>
      <ItemNamesContext value={names}>
        <div className="version">
          <VersionHead detail={detail} />
          <div className="version-body">
            <Suspense fallback={<SkeletonPage />}>
              <Outlet />
            </Suspense>
          </div>
        </div>
      </ItemNamesContext>
    </VersionContext>
  );
}

function VersionHead({ detail }: { detail: VersionDetail }): JSX.Element {
  const { t } = useTranslation("studio");
  // A trial's result names tickets that a reader may not open.
  const mayWrite = useMay("sop.write");
  const { version } = detail;
  return (
    <header className="version-head">
      <div className="version-name">
        <Link to="/studio/versions" className="version-back" aria-label={t("version.back")}>
          ‹
        </Link>
        <h2>{t("version.number", { number: version.number })}</h2>
        <VersionMark version={version} />
        {version.created.by ? (
          <span className="quiet truncate" title={version.reason}>
            {version.reason}
          </span>
        ) : null}
      </div>
      <nav className="studio-tabs" aria-label={t("version.number", { number: version.number })}>
        {TABS.filter(({ id }) => id !== "trial" || mayWrite).map(({ id, to }) => (
          <Link
            key={id}
            to={to}
            params={{ versionId: version.id }}
            search={{}}
            activeOptions={{ exact: true, includeSearch: false }}
            activeProps={{ className: "is-active" }}
          >
            {t(`version.tab.${id}`)}
          </Link>
        ))}
      </nav>
      <HeadActions detail={detail} />
    </header>
  );
}

function HeadActions({ detail }: { detail: VersionDetail }): JSX.Element | null {
  const { t } = useTranslation("studio");
  const mayWrite = useMay("sop.write");
  const navigate = useNavigate();
  const takeOver = useTakeOver();
  const onRefused = useProblemToast();
  const { version } = detail;
  const params = { versionId: version.id };
  const check = useCommand(checkVersion, {
    onDone: (answer) => {
      takeOver(answer);
      const count = answer.findings.length;
      if (count === 0) toast(t("version.check_good"), { tone: "good" });
      else toast(t("version.check_bad", { count }), { tone: "bad" });
    },
    onRefused,
  });
  const discard = useCommand(discardDraft, {
    renews: [listVersions],
    onDone: () => {
      toast(t("version.discarded"));
      void navigate({ to: "/studio/versions" });
    },
    onRefused,
  });
  if (!mayWrite || !isDraft(version) || proposalOf(version)) return null;
  const askAndDiscard = async () => {
    const yes = await confirm({ title: t("version.discard_ask"), ok: t("version.discard"), danger: true });
    if (yes) discard.fire({ params });
  };
  return (
    <div className="page-actions">
      <Button onClick={() => void askAndDiscard()} loading={discard.running}>
        {t("version.discard")}
      </Button>
      <Button
        type={version.status === "draft" ? "primary" : "default"}
        onClick={() => check.fire({ params })}
        loading={check.running}
      >
        {t("version.check")}
      </Button>
      {version.status === "checked" ? (
        <Link className="bh-button is-primary" to="/studio/versions/$versionId/publish" params={params}>
          {t("publish.propose")}
        </Link>
      ) : null}
    </div>
  );
}
