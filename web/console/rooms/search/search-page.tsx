import { useNavigate, useSearch } from "@tanstack/react-router";
import { useEffect, useMemo, useRef, useState, type JSX } from "react";
import { useTranslation } from "react-i18next";
import type { SearchHit } from "../../../../src/contract/search-routes.ts";
import { usePersonSettings } from "../../../ui/base/person-settings.ts";
import { useTitle } from "../../../ui/base/use-title.ts";
import { useShortcuts } from "../../../ui/shortcuts/use-shortcuts.ts";
import { serverNow } from "../../../ui/time/now.ts";
import { useUnread } from "../../frame/unread.ts";
import { FilterField } from "../inbox/filter/filter-field.tsx";
import { readFilter } from "../inbox/filter/read-filter.ts";
import { useKnown } from "../inbox/use-known.ts";
import { Found } from "./found.tsx";
import { keepSearch, recentSearches } from "./recent-searches.ts";
import "./search.css";

const KINDS = {
  all: null,
  tickets: (hit: SearchHit) => hit.kind === "ticket" || hit.kind === "message",
  messages: (hit: SearchHit) => hit.kind === "message",
  customers: (hit: SearchHit) => hit.kind === "contact" || hit.kind === "organisation",
} as const;
type Kind = keyof typeof KINDS;

/** Search over everything the person may see, each hit in its context. */
export function SearchPage(): JSX.Element {
  const { t } = useTranslation(["search", "common"]);
  const { q = "" } = useSearch({ from: "/signed-in/search" });
  const navigate = useNavigate();
  const [kind, setKind] = useState<Kind>("all");
  const field = useRef<HTMLInputElement>(null);
  const { known } = useKnown();
  const { timeZone } = usePersonSettings();
  const read = useMemo(() => readFilter(q, known, { now: serverNow(), timeZone }), [q, known, timeZone]);
  useTitle(q ? t("title_of", { q }) : t("title"), t("common:product"), useUnread());
  useEffect(() => field.current?.focus(), []);
  useEffect(() => keepSearch(q), [q]);
  useShortcuts([{ keys: "/", name: t("key_field"), group: t("keys"), run: () => field.current?.focus() }]);
  const look = (next: string) => void navigate({ to: "/search", search: next ? { q: next } : {}, replace: q !== "" });
  const only = KINDS[kind];
  return (
    <div className="search-page">
      <div className="search-top">
        <h1>{t("title")}</h1>
        <FilterField
          q={q}
          read={read}
          onQ={look}
          label={t("field")}
          placeholder={t("placeholder")}
          fieldRef={field}
          large
        />
        <div className="search-kinds" role="group" aria-label={t("kinds")}>
          {(Object.keys(KINDS) as Kind[]).map((each) => (
            <button key={each} type="button" aria-pressed={kind === each} onClick={() => setKind(each)}>
              {t(`kinds_of.${each}`)}
            </button>
          ))}
        </div>
      </div>
      {q.trim() === "" ? <Hints onChoose={look} /> : <Found key={q} q={q} {...(only ? { only } : {})} />}
    </div>
  );
}

const EXAMPLES = ["state", "code", "from", "assignee", "days"] as const;

/** What was looked for before, and what can be typed. */
function Hints({ onChoose }: { onChoose: (q: string) => void }): JSX.Element {
  const { t } = useTranslation("search");
  const recent = recentSearches();
  return (
    <div className="search-hints">
      {recent.length > 0 ? (
        <section>
          <h2>{t("recent")}</h2>
          {recent.map((q) => (
            <button key={q} type="button" onClick={() => onChoose(q)}>
              {q}
            </button>
          ))}
        </section>
      ) : null}
      <section>
        <h2>{t("examples")}</h2>
        {EXAMPLES.map((example) => (
          <button key={example} type="button" onClick={() => onChoose(t(`example.${example}`))}>
            <code>{t(`example.${example}`)}</code>
            <span className="quiet">{t(`example.${example}_help`)}</span>
          </button>
        ))}
      </section>
    </div>
  );
}
