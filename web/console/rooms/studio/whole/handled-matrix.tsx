import type { JSX } from "react";
import { useTranslation } from "react-i18next";
import type { LocalText } from "../../../../../src/domain/local-text.ts";
import { classNames } from "../../../../ui/base/class-names.ts";
import type { Values } from "../draft/shape.ts";
import { useFormatWords } from "../shared/format-words.ts";
import { useLocalText } from "../shared/use-local-text.ts";
import { handledRows, matrixOf, type Handled } from "./complaint-values.ts";

type Team = { id: string; name: LocalText };
const UNNAMED: LocalText = { zh: "", en: "" };

type Judged = { type: string; urgency: string; responsibility: string };
type Props = {
  teams: readonly Team[];
  values: Values;
  onOpen: (handlerId: string) => void;
  onFill: (judged: Judged) => void;
};

/** Type × party × urgency → who handles it, as the rules below come to it; a hole is filled from where it is seen. */
export function HandledMatrix({ teams, values, onOpen, onFill }: Props): JSX.Element {
  const { t } = useTranslation("studio");
  const local = useLocalText();
  const matrix = matrixOf(values);
  return (
    <div className="matrix-scroll" role="region" aria-label={t("whole.matrix")} tabIndex={0}>
      <table className="matrix is-handled">
        <thead>
          <tr>
            <th scope="col">{t("whole.type_party")}</th>
            {matrix.responsibilities.map(({ id, label }) => (
              <th key={id} scope="col">
                {local(label) || id}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {handledRows(matrix).map(({ type, cells }) => (
            <tr key={type.id}>
              <th scope="row">{local(type.label) || type.id}</th>
              {cells.map(({ responsibility, handled }) => (
                <td key={responsibility.id}>
                  {handled.map((one) => (
                    <HandledLine
                      key={one.urgency}
                      handled={one}
                      name={`${local(type.label)} · ${local(responsibility.label)}`}
                      team={local(teams.find(({ id }) => id === one.team)?.name ?? UNNAMED)}
                      onOpen={onOpen}
                      onFill={() => onFill({ type: type.id, urgency: one.urgency, responsibility: responsibility.id })}
                    />
                  ))}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

type LineProps = {
  handled: Handled;
  name: string;
  team: string;
  onOpen: (handlerId: string) => void;
  onFill: () => void;
};

function HandledLine({ handled, name, team, onOpen, onFill }: LineProps): JSX.Element {
  const { t } = useTranslation("studio");
  const words = useFormatWords();
  const { handlerId, urgency, level } = handled;
  const who =
    handlerId === null ? t("whole.nobody") : `${team || t("form.missing")}${level ? ` · ${words.value(level)}` : ""}`;
  const label = t("whole.cell", { name: `${name} · ${words.value(urgency)}`, value: who });
  return (
    <button
      type="button"
      className={classNames("handled", handlerId === null && "is-wrong")}
      aria-label={label}
      title={label}
      onClick={() => (handlerId === null ? onFill() : onOpen(handlerId))}
    >
      <span className="quiet">{words.value(urgency)}</span> <span>{who}</span>
    </button>
  );
}
