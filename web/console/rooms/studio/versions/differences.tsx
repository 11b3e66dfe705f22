import type { JSX } from "react";
import { useTranslation } from "react-i18next";
import { getDifferences } from "../../../../../src/contract/studio-routes.ts";
import type { ResponseOf } from "../../../../../src/contract/route.ts";
import { ApiProblem } from "../../../../ui/api/api-problem.ts";
import { useRoute } from "../../../../ui/api/use-route.ts";
import { ErrorState } from "../../../../ui/states/error-state.tsx";
import { SkeletonText } from "../../../../ui/states/skeleton.tsx";
import { EmptyState } from "../../../../ui/states/state-page.tsx";
import { useFormatWords } from "../shared/format-words.ts";
import { useLocalText } from "../shared/use-local-text.ts";

type Difference = ResponseOf<typeof getDifferences>["items"][number];
const SIGNS = { added: "+", removed: "−", changed: "→" } as const;

/** In words, what changes from one version to another, section by section. `from` null: from the published one. */
export function Differences({ from, to }: { from: string | null; to: string }): JSX.Element {
  const { t } = useTranslation("studio");
  const differences = useRoute(getDifferences, { params: { versionId: to }, query: from ? { from } : {} });
  if (differences.error instanceof ApiProblem && differences.error.code === "pack_invalid")
    return (
      <EmptyState shape="error" title={t("compare.unreadable")}>
        {t("compare.unreadable_help")}
      </EmptyState>
    );
  if (differences.isError) return <ErrorState error={differences.error} onRetry={() => void differences.refetch()} />;
  if (!differences.data) return <SkeletonText lines={6} />;
  const { items } = differences.data;
  if (items.length === 0)
    return (
      <EmptyState shape="done" title={t("compare.same")}>
        {t("compare.same_help")}
      </EmptyState>
    );
  const sections = Map.groupBy(items, ({ section }) => section);
  return (
    <>
      {[...sections].map(([section, changes]) => (
        <SectionChanges key={section} section={section} changes={changes} />
      ))}
    </>
  );
}

function SectionChanges({ section, changes }: { section: string; changes: Difference[] }): JSX.Element {
  const { t } = useTranslation("studio");
  const words = useFormatWords();
  const local = useLocalText();
  return (
    <section className="differences">
      <h3>
        {words.section(section)} <span className="quiet">{changes.length}</span>
      </h3>
      <ul>
        {changes.map(({ id, kind, says }) => (
          <li key={`${kind}${id}`} className={`difference is-${kind}`}>
            <span className="difference-sign" aria-hidden="true">
              {SIGNS[kind]}
            </span>
            <span className="visually-hidden">{t(`compare.kind.${kind}`)}</span>
            <span>
              {local(says)} <code>{id}</code>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
