import { useEffect, useRef, useState, type JSX } from "react";
import { useNavigate, type NavigateOptions } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { SearchHit } from "../../../../src/contract/search-routes.ts";
import { useFormats } from "../../../ui/i18n/use-formats.ts";
import { useShortcuts } from "../../../ui/shortcuts/use-shortcuts.ts";
import { ErrorState } from "../../../ui/states/error-state.tsx";
import { SkeletonList } from "../../../ui/states/skeleton.tsx";
import { EmptyState } from "../../../ui/states/state-page.tsx";
import { addressOfHit } from "./address-of-hit.ts";
import { HitLine } from "./hit-line.tsx";
import { hitKey, useFound } from "./use-found.ts";
import "./search.css";

type Props = {
  q: string;
  /** Only hits of these kinds; all when left out. */
  only?: (hit: SearchHit) => boolean;
};

/** What the search finds, newest first, with more on demand; j, k and enter walk it. */
export function Found({ q, only }: Props): JSX.Element {
  const { t } = useTranslation(["search", "ui"]);
  const found = useFound(q);
  const hits = only ? found.hits.filter(only) : found.hits;
  const current = useHitKeys(hits);
  if (found.isError && hits.length === 0)
    return <ErrorState error={found.error} onRetry={() => void found.refetch()} />;
  if (found.isPending) return <SkeletonList rows={6} />;
  if (hits.length === 0 && !found.hasNextPage)
    return (
      <>
        <Narrowed ends={found.first?.narrowed ?? []} />
        <EmptyState shape="search" title={t("nothing")}>
          {t("nothing_help")}
        </EmptyState>
      </>
    );
  return (
    <div className="found" aria-busy={found.isPlaceholderData}>
      <Narrowed ends={found.first?.narrowed ?? []} />
      <p className="visually-hidden" role="status">
        {t("found", { count: hits.length })}
      </p>
      <ol>
        {hits.map((hit, at) => (
          <li key={hitKey(hit)} data-hit={at}>
            <HitLine hit={hit} current={at === current} />
          </li>
        ))}
      </ol>
      <More found={found} />
    </div>
  );
}

/** Says what was left out, so that nobody takes it for nothing. */
function Narrowed({ ends }: { ends: readonly string[] }): JSX.Element | null {
  const { t } = useTranslation("search");
  if (ends.length === 0) return null;
  return (
    <p className="quiet" role="note">
      {t("narrowed", { ends: ends.join("、") })}
    </p>
  );
}

function More({ found }: { found: ReturnType<typeof useFound> }): JSX.Element | null {
  const { t } = useTranslation(["search", "ui"]);
  const formats = useFormats();
  if (!found.hasNextPage) return <p className="found-end quiet">{t("end")}</p>;
  return (
    <div className="found-end">
      {found.backTo ? <p className="quiet">{t("back_to", { day: formats.date(found.backTo) })}</p> : null}
      <button
        type="button"
        className="bh-button"
        disabled={found.isFetchingNextPage}
        onClick={() => void found.fetchNextPage()}
      >
        {t(found.isFetchingNextPage ? "ui:loading" : "more")}
      </button>
    </div>
  );
}

function useHitKeys(hits: readonly SearchHit[]): number {
  const { t } = useTranslation("search");
  const [at, setAt] = useState(-1);
  const navigate = useNavigate();
  const latest = useRef(at);
  useEffect(() => {
    if (latest.current !== at) document.querySelector(`[data-hit="${at}"]`)?.scrollIntoView({ block: "nearest" });
    latest.current = at;
  }, [at]);
  const hit = hits[at];
  const group = t("keys");
  const open = () => {
    const focused = document.activeElement;
    if (focused instanceof HTMLElement && focused.closest("a, button")) return focused.click();
    if (hit) void navigate(addressOfHit(hit) as NavigateOptions);
  };
  useShortcuts([
    { keys: "j", name: t("key_next"), group, run: () => setAt(Math.min(hits.length - 1, at + 1)) },
    { keys: "k", name: t("key_previous"), group, run: () => setAt(Math.max(0, at - 1)) },
    { keys: "Enter", name: t("key_open"), group, run: open },
  ]);
  return at;
}
