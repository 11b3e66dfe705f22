import { useNavigate, useSearch } from "@tanstack/react-router";
import { Button, Select } from "antd";
import type { JSX } from "react";
import { useTranslation } from "react-i18next";
import { EmptyState } from "../../../../ui/states/state-page.tsx";
import { useVersions } from "../shared/use-version.ts";
import { Differences } from "./differences.tsx";

type Search = { from?: string; to?: string };

/** Any two versions, side by side in words. */
export function ComparePage(): JSX.Element {
  const { t } = useTranslation("studio");
  const { from, to } = useSearch({ strict: false }) as Search;
  const navigate = useNavigate();
  const versions = useVersions();
  const options = (versions.data?.items ?? []).map(({ id, number, status }) => ({
    value: id,
    label: `${t("version.number", { number })} · ${t(`status.${status}`)}`,
  }));
  const choose = (changes: Search) =>
    void navigate({ to: "/studio/compare", search: (before: Search) => ({ ...before, ...changes }), replace: true });
  const swap = () => void navigate({ to: "/studio/compare", search: { from: to, to: from }, replace: true });
  return (
    <div className="studio-page pane-scroll">
      <div className="page-tools">
        <label className="compare-side">
          {t("compare.from")}
          <Select
            className="page-select"
            value={from ?? null}
            options={options}
            onChange={(id: string | null) => choose(id ? { from: id } : {})}
          />
        </label>
        <Button onClick={swap} disabled={!from || !to}>
          {t("compare.swap")}
        </Button>
        <label className="compare-side">
          {t("compare.to")}
          <Select
            className="page-select"
            value={to ?? null}
            options={options}
            onChange={(id: string | null) => choose(id ? { to: id } : {})}
          />
        </label>
      </div>
      {from && to ? (
        <Differences from={from} to={to} />
      ) : (
        <EmptyState shape="search" title={t("compare.choose")}>
          {t("compare.choose_help")}
        </EmptyState>
      )}
    </div>
  );
}
