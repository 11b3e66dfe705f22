import type { JSX } from "react";
import { useTranslation } from "react-i18next";
import { getTrail } from "../../../../../src/contract/studio-routes.ts";
import { useRoutePages } from "../../../../ui/api/use-route.ts";
import { useFormats } from "../../../../ui/i18n/use-formats.ts";
import { ErrorState } from "../../../../ui/states/error-state.tsx";
import { SkeletonText } from "../../../../ui/states/skeleton.tsx";
import { useFormatWords } from "../shared/format-words.ts";

/** The reason of the desk itself: words of a release. */
const SHIPPED = "shipped";

/** Every step of a version: who, when, why. */
export function Trail({ versionId }: { versionId: string }): JSX.Element {
  const { t } = useTranslation(["studio", "common"]);
  const formats = useFormats();
  const words = useFormatWords();
  const trail = useRoutePages(getTrail, { params: { versionId }, query: {} });
  if (trail.isError) return <ErrorState error={trail.error} onRetry={() => void trail.refetch()} />;
  if (trail.isPending) return <SkeletonText lines={4} />;
  return (
    <>
      <ol className="version-trail">
        {trail.items.map(({ id, at, by, action, reason, facts }) => (
          <li key={id}>
            <time className="tabular quiet" dateTime={at} title={formats.full(at)}>
              {formats.dateTime(at)}
            </time>
            <span>
              <strong>{by?.name ?? t("versions.desk_itself")}</strong> {t(`trail.action.${action}`)}
              {Object.entries(facts).map(([key, value]) => (
                <span key={key} className="quiet">
                  {" "}
                  · {words.field(key)} {words.value(String(value))}
                </span>
              ))}
              {reason ? (
                <span className="trail-reason">
                  {by === null && reason === SHIPPED ? t("versions.as_shipped") : reason}
                </span>
              ) : null}
            </span>
          </li>
        ))}
      </ol>
      {trail.hasNextPage ? (
        <button type="button" className="bh-button" onClick={() => void trail.fetchNextPage()}>
          {t("common:action.load_more")}
        </button>
      ) : null}
    </>
  );
}
