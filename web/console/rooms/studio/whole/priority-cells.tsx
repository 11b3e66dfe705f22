import type { JSX } from "react";
import { useTranslation } from "react-i18next";
import type { VersionDetail } from "../../../../../src/contract/studio-routes.ts";
import { LocalTextField } from "../draft/local-text-field.tsx";
import type { Values } from "../draft/shape.ts";
import { useLocalText } from "../shared/use-local-text.ts";
import { DESK, originOf } from "../shared/version-detail.ts";
import { CellPick } from "./cell-pick.tsx";
import { cellsOf, withCell, withLine, withoutLine, type Side } from "./priority-values.ts";
import { rowsOf, type Row } from "./rows.ts";

type Props = {
  detail: VersionDetail;
  values: Values;
  faults: ReadonlySet<string>;
  onChange: (values: Values) => void;
};

/** Impact × urgency: every name and every cell is changed where it stands. */
export function PriorityCells({ detail, values, faults, onChange }: Props): JSX.Element {
  const { t } = useTranslation("studio");
  const [impacts, urgencies] = [rowsOf(values["impacts"]), rowsOf(values["urgencies"])];
  const nameOf = useRowName();
  const isFound = (place: string) => detail.findings.some((finding) => finding.place === `priority.${place}`);
  return (
    <>
      <div className="matrix-scroll" role="region" aria-label={t("manual.impact_urgency")} tabIndex={0}>
        <table className="matrix is-edited">
          <thead>
            <tr>
              <td />
              {urgencies.map((urgency, at) => (
                <th key={urgency.id} scope="col">
                  <LineHead values={values} side="urgencies" row={urgency} at={at} onChange={onChange} />
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {impacts.map((impact, at) => (
              <tr key={impact.id}>
                <th scope="row">
                  <LineHead values={values} side="impacts" row={impact} at={at} onChange={onChange} />
                </th>
                {urgencies.map((urgency) => {
                  const place = `cells.${impact.id}.${urgency.id}`;
                  return (
                    <td key={urgency.id}>
                      <CellPick
                        name={`${nameOf(impact)} × ${nameOf(urgency)}`}
                        value={cellsOf(values)[impact.id]?.[urgency.id]}
                        wrong={faults.has(place) || isFound(place)}
                        own={originOf(detail, "priority", place) === DESK}
                        onPick={(next) => onChange(withCell(values, { impact: impact.id, urgency: urgency.id }, next))}
                      />
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div className="whole-adds">
        <button type="button" className="bh-button" onClick={() => onChange(withLine(values, "impacts"))}>
          + {t("whole.add_impact")}
        </button>
        <button type="button" className="bh-button" onClick={() => onChange(withLine(values, "urgencies"))}>
          + {t("whole.add_urgency")}
        </button>
      </div>
    </>
  );
}

type HeadProps = { values: Values; side: Side; row: Row; at: number; onChange: (values: Values) => void };

function LineHead({ values, side, row, at, onChange }: HeadProps): JSX.Element {
  const { t } = useTranslation("studio");
  const nameOf = useRowName();
  const rows = rowsOf(values[side]);
  const name = nameOf(row) || t(`whole.${side}`);
  return (
    <div className="line-head">
      <LocalTextField
        value={row["label"]}
        at={{ key: "label", path: `${side}.${at}.label`, label: t("whole.name_of", { name }) }}
        onChange={(label) =>
          onChange({
            ...values,
            [side]: rows.map((one) => (one.id === row.id ? { ...one, label: label ?? { zh: "", en: "" } } : one)),
          })
        }
      />
      {rows.length > 1 ? (
        <button
          type="button"
          className="bh-icon-button"
          aria-label={t("form.remove", { what: name })}
          title={t("form.remove", { what: name })}
          onClick={() => onChange(withoutLine(values, side, row.id))}
        >
          ×
        </button>
      ) : null}
    </div>
  );
}

/** What a row is called in the reader's language. */
export function useRowName(): (row: Row) => string {
  const local = useLocalText();
  return ({ label }) => local((label ?? { zh: "", en: "" }) as { zh: string; en: string });
}
