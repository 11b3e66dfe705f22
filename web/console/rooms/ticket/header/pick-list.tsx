import { useState, type JSX, type KeyboardEvent, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { classNames } from "../../../../ui/base/class-names.ts";

export type Choice = {
  id: string;
  name: string;
  /** Second line: the definition of a category, the team of a person. */
  hint?: string;
  /** Other words that find it. */
  words?: string;
  glyph?: ReactNode;
  level?: number;
};

type Props = {
  label: string;
  choices: readonly Choice[];
  chosen?: string | null;
  onPick: (id: string) => void;
  /** Where the search goes when the choices come from the server. */
  onSearch?: (typed: string) => void;
  /** Offers what was typed itself, for free tags say. */
  ownWords?: (typed: string) => string;
  search?: boolean;
  /** Said when there is nothing to choose from at all. */
  empty?: string;
};

const CHOICES_SHOWN_MAX = 200;

/** A list with a search field, all by keyboard: arrows, enter. */
export function PickList(props: Props): JSX.Element {
  const { t } = useTranslation("ticket");
  const [typed, setTyped] = useState("");
  const [active, setActive] = useState(0);
  const choices = found(props, typed.trim());
  const at = Math.min(active, choices.length - 1);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const picked = choices[at];
    if (event.key === "ArrowDown") setActive(Math.min(at + 1, choices.length - 1));
    else if (event.key === "ArrowUp") setActive(Math.max(at - 1, 0));
    else if (event.key === "Enter" && picked) props.onPick(picked.id);
    else return;
    event.preventDefault();
  };
  const type = (text: string) => {
    setTyped(text);
    setActive(0);
    props.onSearch?.(text.trim());
  };
  return (
    <div className="pick" onKeyDown={onKeyDown}>
      {props.search === false ? null : (
        <input
          autoFocus
          className="pick-search"
          value={typed}
          placeholder={t("pick.search")}
          aria-label={props.label}
          role="combobox"
          aria-expanded="true"
          aria-controls="pick-list"
          onChange={(event) => type(event.target.value)}
        />
      )}
      <div className="pick-list" role="listbox" id="pick-list" aria-label={props.label}>
        {choices.map((choice, place) => (
          <button
            type="button"
            key={choice.id}
            role="option"
            aria-selected={choice.id === props.chosen}
            autoFocus={props.search === false && place === 0}
            className={classNames(
              "pick-choice",
              place === at && "is-active",
              choice.id === props.chosen && "is-chosen",
            )}
            style={choice.level && !typed ? { paddingLeft: 8 + (choice.level - 1) * 16 } : undefined}
            onMouseMove={() => setActive(place)}
            onClick={() => props.onPick(choice.id)}
          >
            {choice.glyph}
            <span className="pick-words">
              <span className="truncate">{choice.name}</span>
              {choice.hint ? <span className="pick-hint">{choice.hint}</span> : null}
            </span>
            {choice.id === props.chosen ? <span aria-hidden="true">✓</span> : null}
          </button>
        ))}
        {choices.length === 0 ? (
          <p className="pick-none">{typed === "" && props.empty ? props.empty : t("pick.none")}</p>
        ) : null}
      </div>
    </div>
  );
}

function found({ choices, onSearch, ownWords }: Props, typed: string): Choice[] {
  const wanted = typed.toLowerCase();
  const hits = choices.filter(
    ({ name, words, hint }) =>
      onSearch || wanted === "" || `${name} ${words ?? ""} ${hint ?? ""}`.toLowerCase().includes(wanted),
  );
  const own =
    ownWords && typed && !choices.some(({ name }) => name === typed) ? [{ id: typed, name: ownWords(typed) }] : [];
  return [...hits, ...own].slice(0, CHOICES_SHOWN_MAX);
}
