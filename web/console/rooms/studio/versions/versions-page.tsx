import { Link } from "@tanstack/react-router";
import { Button } from "antd";
import { useState, type JSX } from "react";
import { useTranslation } from "react-i18next";
import type { VersionShape } from "../../../../../src/contract/studio-routes.ts";
import { useFormats } from "../../../../ui/i18n/use-formats.ts";
import { ErrorState } from "../../../../ui/states/error-state.tsx";
import { SkeletonList } from "../../../../ui/states/skeleton.tsx";
import { EmptyState } from "../../../../ui/states/state-page.tsx";
import { RelativeTime } from "../../../../ui/time/relative-time.tsx";
import { useMay } from "../../../session/me.ts";
import { useVersions } from "../shared/use-version.ts";
import { VersionMark } from "../shared/version-mark.tsx";
import { BeginDialog } from "./begin-dialog.tsx";

/** Every version of the procedure, the newest first: what it is, who made it and why, and how many tickets run under it. */
export function VersionsPage(): JSX.Element {
  const { t } = useTranslation("studio");
  const mayWrite = useMay("sop.write");
  const versions = useVersions();
  const [beginning, setBeginning] = useState(false);
  const items = versions.data?.items ?? [];
  const published = items.find(({ status }) => status === "published");
  return (
    <div className="studio-page pane-scroll">
      <header className="studio-page-head">
        <p className="quiet">{t("versions.lead")}</p>
        <div className="page-actions">
          {items.length > 1 ? (
            <Link
              className="bh-button"
              to="/studio/compare"
              search={{ from: published?.id ?? items[1]?.id, to: items[0]?.id }}
            >
              {t("versions.compare")}
            </Link>
          ) : null}
          {mayWrite ? (
            <Button type="primary" onClick={() => setBeginning(true)}>
              {t("versions.begin")}
            </Button>
          ) : null}
        </div>
      </header>
      {versions.isPending ? <SkeletonList /> : null}
      {versions.isError ? <ErrorState error={versions.error} onRetry={() => void versions.refetch()} /> : null}
      {versions.data && items.length === 0 ? (
        <EmptyState title={t("manual.none")}>{t("manual.none_help")}</EmptyState>
      ) : null}
      <ul className="page-rows" aria-label={t("place.versions")} hidden={items.length === 0}>
        {items.map((version) => (
          <VersionRow key={version.id} version={version} />
        ))}
      </ul>
      {beginning ? <BeginDialog versions={items} onClose={() => setBeginning(false)} /> : null}
    </div>
  );
}

function VersionRow({ version }: { version: VersionShape }): JSX.Element {
  const { t } = useTranslation("studio");
  const formats = useFormats();
  const who = version.created.by?.name ?? t("versions.desk_itself");
  return (
    <li className="page-row">
      <div className="page-row-text">
        <Link className="page-row-open" to="/studio/versions/$versionId" params={{ versionId: version.id }} search={{}}>
          {t("version.number", { number: version.number })}
          {version.isShipped ? <span className="quiet"> {t("versions.as_shipped")}</span> : null}
        </Link>
        <div className="page-row-meta">
          <span>{who}</span>
          <RelativeTime at={version.changed.at} />
          {version.publishedAt ? (
            <span title={formats.full(version.publishedAt)}>
              {t("versions.published_at", { day: formats.date(version.publishedAt) })}
              {version.approvedBy ? t("versions.approved_by", { name: version.approvedBy.name }) : ""}
            </span>
          ) : null}
          {version.reason && version.created.by ? (
            <span className="truncate" title={version.reason}>
              {version.reason}
            </span>
          ) : null}
        </div>
      </div>
      <div className="page-row-aside">
        {version.openTickets > 0 ? (
          <span className="tabular">{t("versions.open_tickets", { count: version.openTickets })}</span>
        ) : null}
        <VersionMark version={version} />
      </div>
    </li>
  );
}
