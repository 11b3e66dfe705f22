import type { JSX } from "react";
import { useTranslation } from "react-i18next";
import { EmptyState } from "../../../../ui/states/state-page.tsx";
import type { Place } from "../use-place.ts";

type Props = { place: Place; why: "empty" | "filtered" | "view_gone" };

/** An empty list says why, and leads on. */
export function NothingHere({ place, why }: Props): JSX.Element {
  const { t } = useTranslation("inbox");
  if (why === "view_gone")
    return (
      <EmptyState
        shape="search"
        title={t("empty.view_gone")}
        actions={<Onward name={t("view.mine")} onClick={() => place.go({ view: "mine", q: undefined })} />}
      >
        {t("empty.view_gone_help")}
      </EmptyState>
    );
  if (why === "filtered")
    return (
      <EmptyState
        shape="search"
        title={t("empty.filtered")}
        actions={<Onward name={t("filter.clear")} onClick={() => place.go({ q: place.saved ? "" : undefined })} />}
      >
        {t("empty.filtered_help")}
      </EmptyState>
    );
  const view = place.view ?? "all";
  const good = view === "breached" || view === "at_risk" || view === "unassigned" || view === "mine";
  const next = view === "mine" ? "unassigned" : view === "all" ? null : "all";
  return (
    <EmptyState
      shape={good ? "done" : "empty"}
      title={t(`empty.${view}`)}
      actions={next ? <Onward name={t(`view.${next}`)} onClick={() => place.go({ view: next, q: undefined })} /> : null}
    >
      {t(`empty.${view}_help`)}
    </EmptyState>
  );
}

function Onward({ name, onClick }: { name: string; onClick: () => void }): JSX.Element {
  return (
    <button type="button" className="bh-button" onClick={onClick}>
      {name}
    </button>
  );
}
