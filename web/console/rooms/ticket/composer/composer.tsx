import { useEffect, type JSX } from "react";
import { useTranslation } from "react-i18next";
import { readDraft } from "../../../../ui/base/drafts.ts";
import { KeyHint } from "../../../../ui/glyphs/key-hint.tsx";
import { useTicketRoom, type ComposerTab } from "../ticket-context.ts";
import { isBlank, type Composition } from "./composition.ts";
import { useGivenBack } from "./given-back.ts";
import { WritingPane } from "./writing-pane.tsx";
import "./composer.css";

const TABS: readonly { tab: ComposerTab; keys: string }[] = [
  { tab: "reply", keys: "r" },
  { tab: "note", keys: "n" },
  { tab: "progress_update", keys: "u" },
];

const hasDraft = (ticketId: string, tab: ComposerTab): boolean => {
  const draft = readDraft<Composition>(`${tab}:${ticketId}`, Date.now());
  return draft !== null && !isBlank(draft.value);
};

/** Below the conversation: folded to one line until somebody writes; opens by itself where a draft stands. */
export function Composer(): JSX.Element | null {
  const { t } = useTranslation("ticket");
  const { page, composer, write, setComposer } = useTicketRoom();
  const given = useGivenBack();
  const tabs = TABS.filter(({ tab }) => (tab === "note" ? page.may.note : page.may.reply));
  useEffect(() => {
    const drafted = TABS.find(({ tab }) => hasDraft(page.id, tab));
    if (drafted) setComposer({ tab: drafted.tab, open: true });
  }, [page.id, setComposer]);
  if (page.mergedInto || tabs.length === 0) return <ReadOnly />;
  const active = tabs.some(({ tab }) => tab === composer.tab) ? composer.tab : tabs[0]!.tab;
  return (
    <section className={composer.open ? "composer is-open" : "composer"} aria-label={t("composer.label")}>
      <SomebodyWrites />
      <div className="composer-head">
        <div className="composer-tabs" role="tablist" aria-label={t("composer.label")}>
          {tabs.map(({ tab, keys }) => (
            <button
              key={tab}
              type="button"
              role="tab"
              aria-selected={composer.open && tab === active}
              onClick={() => write(tab)}
            >
              {t(`composer.tab.${tab}`)}
              {hasDraft(page.id, tab) ? <span className="draft-dot" title={t("composer.draft")} /> : null}
              {composer.open ? null : <KeyHint keys={keys} />}
            </button>
          ))}
        </div>
        {composer.open ? (
          <button
            type="button"
            className="bh-icon-button"
            aria-label={t("composer.fold")}
            title={t("composer.fold")}
            onClick={() => setComposer({ open: false })}
          >
            <svg viewBox="0 0 16 16" width="14" height="14" aria-hidden="true">
              <path d="m3 6 5 5 5-5" fill="none" stroke="currentColor" strokeWidth="1.5" />
            </svg>
          </button>
        ) : null}
      </div>
      {composer.open || given?.ticketId === page.id ? <WritingPane key={active} tab={active} /> : null}
    </section>
  );
}

/** Who writes to the customer right now, before one starts the same answer. */
function SomebodyWrites(): JSX.Element | null {
  const { t } = useTranslation("ticket");
  const { others } = useTicketRoom();
  const names = others.filter(({ doing }) => doing === "typing").map(({ name }) => name);
  if (names.length === 0) return null;
  return (
    <p className="somebody-writes" role="status">
      <span className="dots" aria-hidden="true" />
      {t("here.writes", { names: names.join("、") })}
    </p>
  );
}

function ReadOnly(): JSX.Element {
  const { t } = useTranslation("ticket");
  return <p className="composer-none quiet">{t("composer.read_only")}</p>;
}
