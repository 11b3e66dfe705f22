import { useQueryErrorResetBoundary } from "@tanstack/react-query";
import { Link, useRouter, type ErrorComponentProps } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { JSX } from "react";
import { ErrorState } from "../../ui/states/error-state.tsx";
import { SkeletonPage } from "../../ui/states/skeleton.tsx";
import { StatePage } from "../../ui/states/state-page.tsx";

const Home = (): JSX.Element => {
  const { t } = useTranslation("common");
  return (
    <Link to="/inbox" className="bh-button">
      {t("to_inbox")}
    </Link>
  );
};

export function NotFound(): JSX.Element {
  const { t } = useTranslation("common");
  return (
    <StatePage shape="search" title={t("not_found.title")} actions={<Home />}>
      {t("not_found.help")}
    </StatePage>
  );
}

/** For a room that the person's role does not open. */
export function NoPermission(): JSX.Element {
  const { t } = useTranslation("common");
  return (
    <StatePage shape="lock" title={t("no_permission.title")} actions={<Home />}>
      {t("no_permission.help")}
    </StatePage>
  );
}

export function PageFailure({ error, reset }: ErrorComponentProps): JSX.Element {
  const router = useRouter();
  const queries = useQueryErrorResetBoundary();
  const again = () => {
    queries.reset();
    reset();
    void router.invalidate();
  };
  return <ErrorState error={error} onRetry={again} actions={<Home />} />;
}

export const PagePending = (): JSX.Element => <SkeletonPage />;
