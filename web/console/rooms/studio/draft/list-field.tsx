import type { JSX } from "react";
import { useTranslation } from "react-i18next";
import { useItemForm, type ControlProps } from "./form-context.ts";
import { asList, emptyOf, type Shape } from "./shape.ts";

type Props = ControlProps<Shape & { kind: "list" }>;

/** Things of one kind one below the other: added, taken away, moved. */
export function ListField({ shape, value, at, onChange }: Props): JSX.Element {
  const { t } = useTranslation("studio");
  const { Control } = useItemForm();
  const items = asList(value);
  const put = (next: unknown[]) => onChange(next.length > 0 ? next : undefined);
  const swap = (a: number, b: number) => {
    const next = [...items];
    [next[a], next[b]] = [next[b], next[a]];
    put(next);
  };
  return (
    <div className="item-group-list">
      {items.map((item, index) => {
        const label = t("form.nth", { field: at.label, nth: index + 1 });
        return (
          <fieldset key={index} className="item-group">
            <legend className="visually-hidden">{label}</legend>
            <div className="item-group-tools">
              {index > 0 ? (
                <button
                  type="button"
                  className="bh-icon-button"
                  aria-label={t("form.up", { what: label })}
                  onClick={() => swap(index, index - 1)}
                >
                  ↑
                </button>
              ) : null}
              <button
                type="button"
                className="bh-icon-button"
                aria-label={t("form.remove", { what: label })}
                onClick={() => put(items.filter((_, place) => place !== index))}
              >
                ×
              </button>
            </div>
            <Control
              shape={shape.item}
              value={item}
              at={{ ...at, label, path: `${at.path}.${index}` }}
              onChange={(next) => put(items.map((one, place) => (place === index ? next : one)))}
            />
          </fieldset>
        );
      })}
      <button type="button" className="bh-button" onClick={() => put([...items, emptyOf(shape.item)])}>
        + {t("form.add", { what: at.label })}
      </button>
    </div>
  );
}
