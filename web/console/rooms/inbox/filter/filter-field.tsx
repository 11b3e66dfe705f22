import { useEffect, useId, useRef, useState, type JSX, type KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";
import { listTags } from "../../../../../src/contract/inbox-routes.ts";
import { useRoute } from "../../../../ui/api/use-route.ts";
import { classNames } from "../../../../ui/base/class-names.ts";
import { usePersonSettings } from "../../../../ui/base/person-settings.ts";
import { useKnown } from "../use-known.ts";
import type { ReadFilter } from "./read-filter.ts";
import { splitField } from "./split-field.ts";
import { suggest, type Suggestion } from "./suggest.ts";
import "./filter-field.css";

type Props = {
  q: string;
  read: Pick<ReadFilter, "chips" | "problems">;
  onQ: (q: string) => void;
  label: string;
  placeholder: string;
  /** Said by the page to put the cursor here: `/`. */
  fieldRef?: React.RefObject<HTMLInputElement | null>;
  large?: boolean;
};

const TYPING_PAUSE_MS = 350;

/** One field for words and filters: what is understood becomes a chip, what may follow is suggested. */
export function FilterField(props: Props): JSX.Element {
  const { q, read, label, placeholder, large } = props;
  const { t } = useTranslation("inbox");
  const { language } = usePersonSettings();
  const field = useField(props);
  const lines = useSuggestions(field.lastToken, field.open);
  const listId = useId();
  const own = useRef<HTMLInputElement>(null);
  const input = props.fieldRef ?? own;
  const keys = useFieldKeys(field, lines);
  const problem = field.open ? undefined : read.problems[0];
  return (
    <div className={classNames("filter-field", large && "is-large")} role="search">
      <div className="filter-box" onClick={() => input.current?.focus()} role="presentation">
        <Glass />
        {splitField(q, read.chips).chips.map((chip) => (
          <span key={chip.start} className="filter-chip">
            {chip.label[language]}
            <button
              type="button"
              aria-label={t("filter.remove", { what: chip.label[language] })}
              onClick={() => field.drop(chip)}
            >
              ×
            </button>
          </span>
        ))}
        <input
          ref={input}
          type="search"
          autoComplete="off"
          role="combobox"
          aria-label={label}
          aria-expanded={lines.length > 0}
          aria-controls={listId}
          aria-autocomplete="list"
          aria-activedescendant={keys.at >= 0 ? `${listId}-${keys.at}` : undefined}
          aria-invalid={problem ? true : undefined}
          placeholder={q === "" ? placeholder : ""}
          value={field.text}
          onChange={(event) => field.type(event.currentTarget.value)}
          onFocus={() => field.setOpen(large !== true)}
          onBlur={field.leave}
          onKeyDown={keys.onKeyDown}
        />
        {q === "" ? null : (
          <button type="button" className="filter-clear" aria-label={t("filter.clear")} onClick={field.clear}>
            ×
          </button>
        )}
      </div>
      {problem ? (
        <p className="filter-problem" role="alert">
          {problem.what[language]}
        </p>
      ) : null}
      <ul
        id={listId}
        role="listbox"
        aria-label={t("filter.suggestions")}
        className="filter-suggestions"
        hidden={lines.length === 0}
      >
        {lines.map((line, at) => (
          <li
            key={line.text}
            id={`${listId}-${at}`}
            role="option"
            aria-selected={at === keys.at}
            className={classNames(at === keys.at && "is-active")}
            onPointerDown={(event) => {
              event.preventDefault();
              field.choose(line);
            }}
          >
            <span>{line.name}</span>
            <span className="quiet truncate">{line.hint}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

type Field = ReturnType<typeof useField>;

/** What is being typed, and when it becomes the filter. */
function useField({ q, read, onQ }: Props) {
  const split = splitField(q, read.chips);
  const [typed, setTyped] = useState({ text: split.rest, from: q });
  const [open, setOpen] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  // The filter changed: what became a chip leaves the text, and what was chosen elsewhere comes in.
  if (typed.from !== q) setTyped({ text: typed.text.trim() === split.rest ? typed.text : split.rest, from: q });
  const commit = (text: string, chips = split.chips) => {
    clearTimeout(timer.current);
    const next = [...chips.map(({ token }) => token), text.trim()].filter(Boolean).join(" ");
    if (next !== q) onQ(next);
  };
  const lastToken = typed.text.slice(Math.max(typed.text.lastIndexOf(" "), typed.text.lastIndexOf("　")) + 1);
  const type = (text: string) => {
    setTyped({ text, from: q });
    setOpen(true);
    clearTimeout(timer.current);
    const begun = /[:：][^\s]*$/.test(text);
    if (!begun) timer.current = setTimeout(() => commit(text), /\s$/.test(text) ? 0 : TYPING_PAUSE_MS);
  };
  return {
    text: typed.text,
    lastToken,
    open,
    setOpen,
    type,
    commit: () => commit(typed.text),
    leave: () => {
      setOpen(false);
      commit(typed.text);
    },
    clear: () => {
      setTyped({ text: "", from: q });
      commit("", []);
    },
    drop: (chip: { start: number }) =>
      commit(
        typed.text,
        split.chips.filter((other) => other.start !== chip.start),
      ),
    dropLast: () => {
      const last = split.chips.at(-1);
      if (!last) return;
      const kept = split.chips
        .slice(0, -1)
        .map(({ token }) => token)
        .join(" ");
      setTyped({ text: last.token, from: kept });
      onQ(kept);
    },
    choose: (line: Suggestion) => {
      const text = typed.text.slice(0, typed.text.length - lastToken.length) + line.text;
      setTyped({ text, from: q });
      if (!line.text.endsWith(":")) commit(text);
    },
  };
}

function useSuggestions(lastToken: string, open: boolean): Suggestion[] {
  const { language } = usePersonSettings();
  const { known } = useKnown();
  const tags = useRoute(listTags, { query: {} }, { enabled: open });
  if (!open) return [];
  return suggest(lastToken, { ...known, tags: tags.data?.items.map(({ tag }) => tag) ?? [] }, language);
}

function useFieldKeys(field: Field, lines: readonly Suggestion[]) {
  const [active, setActive] = useState({ token: "", at: -1 });
  const at = active.token === field.lastToken ? Math.min(active.at, lines.length - 1) : -1;
  const move = (by: number) =>
    setActive({ token: field.lastToken, at: (at + by + lines.length) % Math.max(1, lines.length) });
  const enter = () => {
    const line = lines[at] ?? (/[:：]./.test(field.lastToken) && lines.length === 1 ? lines[0] : undefined);
    if (line) field.choose(line);
    else field.commit();
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing) return;
    const known: Record<string, () => void> = {
      ArrowDown: () => (field.open ? move(1) : field.setOpen(true)),
      ArrowUp: () => move(at < 0 ? 0 : -1),
      Enter: enter,
      Escape: () => (field.open && lines.length > 0 ? field.setOpen(false) : event.currentTarget.blur()),
    };
    if (event.key === "Tab" && at >= 0) known["Tab"] = enter;
    if (event.key === "Backspace" && field.text === "") known["Backspace"] = field.dropLast;
    const work = known[event.key];
    if (!work) return;
    event.preventDefault();
    event.stopPropagation();
    work();
  };
  return { at, onKeyDown };
}

function Glass(): JSX.Element {
  return (
    <svg viewBox="0 0 16 16" width="14" height="14" aria-hidden="true">
      <path
        d="M7 2.500a4.500 4.500 0 1 0 0 9 4.500 4.500 0 0 0 0-9zM10.500 10.500 14 14"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.4"
        strokeLinecap="round"
      />
    </svg>
  );
}
