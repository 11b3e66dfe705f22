import { Link, useLocation, useNavigate, useSearch } from "@tanstack/react-router";
import { Button, Input, Select } from "antd";
import { useDeferredValue, useEffect, useState, type JSX } from "react";
import { useTranslation } from "react-i18next";
import type { VersionDetail } from "../../../../../src/contract/studio-routes.ts";
import type { Pack } from "../../../../../src/domain/sop/pack.ts";
import { ErrorState } from "../../../../ui/states/error-state.tsx";
import { SkeletonPage } from "../../../../ui/states/skeleton.tsx";
import { EmptyState } from "../../../../ui/states/state-page.tsx";
import { useFormatWords } from "../shared/format-words.ts";
import { ItemNamesContext, useNamesOf } from "../shared/item-names.ts";
import { itemSays, lineSays } from "../shared/item-text.ts";
import { useVersion, useVersions } from "../shared/use-version.ts";
import { useLocalText } from "../shared/use-local-text.ts";
import { packOf, sectionsOf } from "../shared/version-detail.ts";
import { VersionMark } from "../shared/version-mark.tsx";
import { CellDrawer } from "./cell-drawer.tsx";
import { ManualPart } from "./manual-part.tsx";
import { outlineOf, type Chapter, type Part } from "./outline.ts";
import "./manual.css";

type Search = { version?: string; q?: string; open?: string };

/** A procedure as a person reads a manual: stage by stage, with the source of each line. */
export function ManualPage(): JSX.Element {
  const { t } = useTranslation("studio");
  const search = useSearch({ strict: false }) as Search;
  const versions = useVersions();
  const published = versions.data?.items.find(({ status }) => status === "published");
  const version = useVersion(search.version ?? published?.id ?? null);
  const failed = versions.isError ? versions : version;
  if (versions.isError || version.isError)
    return <ErrorState error={failed.error} onRetry={() => void failed.refetch()} />;
  if (versions.data && !search.version && !published)
    return <EmptyState title={t("manual.none")}>{t("manual.none_help")}</EmptyState>;
  if (!version.data) return <SkeletonPage />;
  const pack = packOf(version.data);
  return (
    <Manual
      key={version.data.version.id}
      detail={version.data}
      pack={pack}
      choices={(versions.data?.items ?? []).map(({ id, number }) => ({
        value: id,
        label: t("version.number", { number }),
      }))}
    />
  );
}

type Props = { detail: VersionDetail; pack: Pack | null; choices: { value: string; label: string }[] };

function Manual({ detail, pack, choices }: Props): JSX.Element {
  const { t } = useTranslation("studio");
  const local = useLocalText();
  const search = useSearch({ strict: false }) as Search;
  const navigate = useNavigate();
  const [typed, setTyped] = useState(search.q ?? "");
  const query = useDeferredValue(typed.trim());
  const set = (changes: { [key in keyof Search]: string | undefined }) =>
    void navigate({ to: ".", search: (before: object) => ({ ...before, ...changes }), replace: true });
  const { version } = detail;
  const names = useNamesOf(detail);
  useScrollToHash();
  const chapters = pack ? chaptersOf(detail, pack, query) : [];
  return (
    <ItemNamesContext value={names}>
      <div className="manual">
        <Contents chapters={chapters} />
        <div className="manual-pages pane-scroll" id="manual-pages">
          <header className="manual-head">
            <div>
              <h2>
                {local(version.name)} <VersionMark version={version} />
              </h2>
              <p className="quiet">
                {t("version.number", { number: version.number })} ·{" "}
                {t("manual.items", { count: pack?.promises.length ?? 0 })}
              </p>
            </div>
            <div className="page-actions no-print">
              <Input
                allowClear
                className="manual-search"
                value={typed}
                placeholder={t("manual.search")}
                aria-label={t("manual.search")}
                onChange={(event) => setTyped(event.target.value)}
                onBlur={() => set({ q: typed.trim() || undefined })}
              />
              <Select
                className="page-select"
                value={version.id}
                options={choices}
                aria-label={t("manual.version")}
                onChange={(id: string) => set({ version: id, open: undefined })}
              />
              <Button onClick={() => globalThis.print()}>{t("manual.print")}</Button>
            </div>
          </header>
          {pack ? null : <EmptyState title={t("manual.unreadable")}>{t("manual.unreadable_help")}</EmptyState>}
          {pack && chapters.length === 0 ? (
            <EmptyState shape="search" title={t("manual.not_found", { query })}>
              {t("manual.not_found_help")}
            </EmptyState>
          ) : null}
          {pack
            ? chapters.map((chapter) => (
                <ChapterView
                  key={chapter.stage}
                  chapter={chapter}
                  part={(part) => (
                    <ManualPart
                      detail={detail}
                      pack={pack}
                      part={part}
                      query={query}
                      onOpen={(open) => set({ open })}
                    />
                  )}
                />
              ))
            : null}
        </div>
        {pack && search.open ? (
          <CellDrawer detail={detail} pack={pack} name={search.open} onClose={() => set({ open: undefined })} />
        ) : null}
      </div>
    </ItemNamesContext>
  );
}

/** A link to a part leads there also when the page is opened by it. */
function useScrollToHash(): void {
  const { hash } = useLocation();
  useEffect(() => {
    if (hash !== "") document.getElementById(hash)?.scrollIntoView({ block: "start" });
  }, [hash]);
}

/** What holds the words that are looked for. */
function chaptersOf(detail: VersionDetail, pack: Pack, query: string): Chapter[] {
  const lines = pack.promises.filter((line) => lineSays(pack, line, query));
  const sections = sectionsOf(detail.document).filter((section) => itemSays(detail.document?.[section], query));
  return outlineOf(
    sections,
    lines.map(({ metric }) => metric),
  );
}

function usePartName(): (part: Part) => string {
  const { t } = useTranslation("studio");
  const words = useFormatWords();
  return (part) => (part.section === "promises" ? t("section.promises") : words.section(part.section));
}

function Contents({ chapters }: { chapters: readonly Chapter[] }): JSX.Element {
  const { t } = useTranslation("studio");
  const name = usePartName();
  return (
    <nav className="manual-contents pane-scroll no-print" aria-label={t("manual.contents")}>
      {chapters.map(({ stage, parts }) => (
        <section key={stage}>
          <h3>{t(`stage.${stage}`)}</h3>
          {parts.map((part) => (
            <Link
              key={part.id}
              to="/studio/manual"
              search={(before: Search) => before}
              hash={`part-${part.id}`}
              activeOptions={{ includeHash: true }}
              replace
            >
              {name(part)}
            </Link>
          ))}
        </section>
      ))}
    </nav>
  );
}

function ChapterView(props: { chapter: Chapter; part: (part: Part) => JSX.Element }): JSX.Element {
  const { t } = useTranslation("studio");
  const name = usePartName();
  const { stage, parts } = props.chapter;
  return (
    <section className="manual-chapter" aria-label={t(`stage.${stage}`)}>
      <h2>{t(`stage.${stage}`)}</h2>
      {parts.map((part) => (
        <section key={part.id} className="manual-part" id={`part-${part.id}`} aria-label={name(part)}>
          <h3>{name(part)}</h3>
          {props.part(part)}
        </section>
      ))}
    </section>
  );
}
