import { useNavigate, useSearch } from "@tanstack/react-router";
import { Button, Input } from "antd";
import { useDeferredValue, useState, type JSX } from "react";
import { useTranslation } from "react-i18next";
import type { VersionDetail } from "../../../../../src/contract/studio-routes.ts";
import { conditionWords, targetWords } from "../../../../../src/domain/sop/words.ts";
import { classNames } from "../../../../ui/base/class-names.ts";
import { ErrorState } from "../../../../ui/states/error-state.tsx";
import { SkeletonPage } from "../../../../ui/states/skeleton.tsx";
import { EmptyState } from "../../../../ui/states/state-page.tsx";
import { Row, RowList } from "../../../../ui/page/row-list.tsx";
import { useFormatWords } from "../shared/format-words.ts";
import { itemSays } from "../shared/item-text.ts";
import { OriginMark } from "../shared/origin-mark.tsx";
import { useItemTitle } from "../shared/use-item-title.ts";
import { useLocalText } from "../shared/use-local-text.ts";
import { DESK, itemsOf, originOf, packOf, sectionsOf, type Item } from "../shared/version-detail.ts";
import { useMayEdit } from "../shared/use-may-edit.ts";
import { useDetail } from "../versions/version-context.ts";
import { FindingList } from "./finding-list.tsx";
import { FixedSection } from "./fixed-section.tsx";
import { useFormatSchema } from "./format-schema.ts";
import { ItemDrawer } from "./item-drawer.tsx";
import { ItemSheet } from "./item-sheet.tsx";
import { itemSchema, itemSections, type Schema } from "./json-schema.ts";
import { shapeOf } from "./shape.ts";
import "./draft.css";

type Search = { section?: string; q?: string; open?: string };
const FIRST_SECTION = "promises";

/** What stands in a version, section by section; in a draft each item opens in a form. */
export function DraftPage(): JSX.Element {
  const detail = useDetail();
  const { schema, error, refetch } = useFormatSchema();
  if (error) return <ErrorState error={error} onRetry={refetch} />;
  if (!schema) return <SkeletonPage />;
  return <Sections detail={detail} schema={schema} />;
}

const intoView = (button: HTMLElement | null) => button?.scrollIntoView({ block: "nearest", inline: "nearest" });

function Sections({ detail, schema }: { detail: VersionDetail; schema: Schema }): JSX.Element {
  const { t } = useTranslation("studio");
  const search = useSearch({ strict: false }) as Search;
  const navigate = useNavigate();
  const words = useFormatWords();
  const mayEdit = useMayEdit(detail);
  const listed = itemSections(schema);
  const fixed = sectionsOf(detail.document).filter((one) => !listed.includes(one));
  const sections = [...listed, ...fixed];
  const section = sections.find((one) => one === search.section) ?? FIRST_SECTION;
  const ownOf = (one: string) =>
    itemsOf(detail.document, one).filter(({ id }) => originOf(detail, one, id) === DESK).length;
  const set = (changes: { [key in keyof Search]: string | undefined }) =>
    void navigate({ to: ".", search: (before: object) => ({ ...before, ...changes }) });
  return (
    <div className="draft">
      <nav className="draft-sections pane-scroll" aria-label={t("draft.sections")}>
        {sections.map((one) => (
          <button
            key={one}
            type="button"
            className={classNames("draft-section", one === section && "is-active")}
            aria-current={one === section ? "true" : undefined}
            ref={one === section ? intoView : null}
            onClick={() => set({ section: one, open: undefined, q: undefined })}
          >
            <span className="truncate">{words.section(one)}</span>
            {ownOf(one) > 0 ? (
              <span className="origin is-desk" title={t("draft.own_items")}>
                {ownOf(one)}
              </span>
            ) : fixed.includes(one) ? null : (
              <span className="quiet tabular">{itemsOf(detail.document, one).length}</span>
            )}
          </button>
        ))}
      </nav>
      <div className="draft-items pane-scroll">
        {detail.findings.length > 0 ? (
          <details className="draft-findings" open>
            <summary>{t("findings.count", { count: detail.findings.length })}</summary>
            <FindingList findings={detail.findings} versionId={detail.version.id} />
          </details>
        ) : null}
        {detail.document === null ? (
          <EmptyState title={t("manual.unreadable")}>{t("manual.unreadable_help")}</EmptyState>
        ) : fixed.includes(section) ? (
          <FixedSection key={section} detail={detail} schema={schema} section={section} mayEdit={mayEdit} />
        ) : (
          <SectionItems
            key={section}
            detail={detail}
            schema={schema}
            section={section}
            search={search}
            onSearch={set}
          />
        )}
      </div>
    </div>
  );
}

type ItemsProps = {
  detail: VersionDetail;
  schema: Schema;
  section: string;
  search: Search;
  onSearch: (changes: { [key in keyof Search]: string | undefined }) => void;
};

function SectionItems({ detail, schema, section, search, onSearch }: ItemsProps): JSX.Element {
  const { t } = useTranslation("studio");
  const words = useFormatWords();
  const mayEdit = useMayEdit(detail);
  const [typed, setTyped] = useState(search.q ?? "");
  const query = useDeferredValue(typed);
  const items = itemsOf(detail.document, section);
  const found = items.filter((item) => itemSays({ ...item, children: [] }, query));
  const opened = items.find(({ id }) => id === search.open) ?? null;
  const close = () => onSearch({ open: undefined });
  return (
    <>
      <div className="page-tools">
        <h2 className="draft-title">{words.section(section)}</h2>
        <Input
          className="is-wide"
          allowClear
          value={typed}
          placeholder={t("draft.search")}
          aria-label={t("draft.search")}
          onChange={(event) => setTyped(event.target.value)}
        />
        {mayEdit ? (
          <Button type="primary" onClick={() => onSearch({ open: "new" })}>
            {t("draft.add")}
          </Button>
        ) : null}
      </div>
      <ItemRows detail={detail} section={section} items={found} onOpen={(open) => onSearch({ open })} />
      {mayEdit && (opened || search.open === "new") ? (
        <ItemDrawer
          key={opened?.id ?? "new"}
          detail={detail}
          section={section}
          item={opened}
          shape={shapeOf(schema, itemSchema(schema, section) ?? {})}
          onClose={close}
        />
      ) : null}
      {opened && !mayEdit ? <ItemSheet detail={detail} section={section} item={opened} onClose={close} /> : null}
    </>
  );
}

type RowsProps = { detail: VersionDetail; section: string; items: readonly Item[]; onOpen: (id: string) => void };

function ItemRows({ detail, section, items, onOpen }: RowsProps): JSX.Element {
  const { t } = useTranslation("studio");
  const words = useFormatWords();
  if (items.length === 0)
    return (
      <EmptyState shape="search" title={t("draft.none")}>
        {t("draft.none_help")}
      </EmptyState>
    );
  return (
    <RowList label={words.section(section)}>
      {items.map((item) => (
        <ItemRow key={item.id} detail={detail} section={section} item={item} onOpen={() => onOpen(item.id)} />
      ))}
    </RowList>
  );
}

type RowProps = { detail: VersionDetail; section: string; item: Item; onOpen: () => void };

function ItemRow({ detail, section, item, onOpen }: RowProps): JSX.Element {
  const { t } = useTranslation("studio");
  const local = useLocalText();
  const words = useFormatWords();
  const pack = packOf(detail);
  const line = section === "promises" ? pack?.promises.find(({ id }) => id === item.id) : undefined;
  const titleOf = useItemTitle(detail);
  const faults = detail.findings.filter(({ place }) => place.startsWith(`${section}[${item.id}]`)).length;
  const gate = section === "gates" ? pack?.gates.find(({ id }) => id === item.id) : undefined;
  const title = line
    ? `${local(line.title)} · ${local(targetWords(line.target))}`
    : gate
      ? t("draft.gate", {
          step: words.value(gate.transition),
          demands: gate.demands.map(({ label }) => local(label)).join(t("joint")),
        })
      : titleOf(section, item);
  return (
    <Row
      title={title}
      onOpen={onOpen}
      meta={
        <>
          {line && pack ? <span>{local(conditionWords(pack, line.when))}</span> : null}
          <code>{item.id}</code>
        </>
      }
      aside={
        <>
          {faults > 0 ? <span className="page-bad">{t("findings.count", { count: faults })}</span> : null}
          <OriginMark origin={originOf(detail, section, item.id)} />
        </>
      }
    />
  );
}
