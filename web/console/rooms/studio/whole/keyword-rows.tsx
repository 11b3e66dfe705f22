import type { JSX } from "react";
import { useTranslation } from "react-i18next";
import type { VersionDetail } from "../../../../../src/contract/studio-routes.ts";
import { FindingList } from "../draft/finding-list.tsx";
import { ShapeField } from "../draft/shape-field.tsx";
import type { Shape, Values } from "../draft/shape.ts";
import { useFormatWords } from "../shared/format-words.ts";
import { OriginMark } from "../shared/origin-mark.tsx";
import { originOf } from "../shared/version-detail.ts";
import { withRow } from "./complaint-values.ts";
import { useRowName } from "./priority-cells.tsx";
import { emptyLabel, freeId, rowsOf } from "./rows.ts";
import { WholePart } from "./whole-frame.tsx";

type Props = {
  detail: VersionDetail;
  shape: Shape & { kind: "group" };
  values: Values;
  onChange: (values: Values) => void;
};

const SECTION = "priority.keywords";

/** Words of a message that raise the priority, as chips in both languages. REQ: TR-03 */
export function KeywordRows({ detail, shape, values, onChange }: Props): JSX.Element {
  const { t } = useTranslation("studio");
  const words = useFormatWords();
  const nameOf = useRowName();
  const rows = rowsOf(values["keywords"]);
  const add = () => {
    const id = freeId(rows, "keyword");
    const row = { id, label: emptyLabel(), zh: [], en: [], at_least: "P2", kinds: [] };
    onChange({ ...values, keywords: [...rows, row] });
  };
  const fields = shape.fields.filter(({ key }) => key !== "id");
  return (
    <WholePart title={words.section(SECTION)} lead={t("whole.keywords_lead")}>
      {rows.map((row, at) => {
        const name = nameOf(row) || words.section(SECTION);
        return (
          <fieldset key={row.id} className="whole-row">
            <legend className="visually-hidden">{name}</legend>
            <div className="whole-row-mark">
              <OriginMark origin={originOf(detail, SECTION, row.id)} />
              <button
                type="button"
                className="bh-icon-button"
                aria-label={t("form.remove", { what: name })}
                title={t("form.remove", { what: name })}
                onClick={() => onChange(withRow(values, "keywords", row.id, null))}
              >
                ×
              </button>
            </div>
            <div className="whole-fields">
              {fields.map(({ key, required, shape: one }) => (
                <ShapeField
                  key={key}
                  shape={one}
                  value={row[key]}
                  required={required}
                  at={{
                    key,
                    path: `keywords.${at}.${key}`,
                    label: key === "zh" || key === "en" ? t(`whole.words_${key}`) : words.field(key),
                  }}
                  onChange={(next) => {
                    const kept = next ?? (one.kind === "texts" || one.kind === "choices" ? [] : undefined);
                    onChange(withRow(values, "keywords", row.id, { ...row, [key]: kept }));
                  }}
                />
              ))}
            </div>
            <FindingList findings={detail.findings.filter(({ place }) => place.startsWith(`${SECTION}[${row.id}]`))} />
          </fieldset>
        );
      })}
      <button type="button" className="bh-button" onClick={add}>
        + {t("whole.add_keyword")}
      </button>
    </WholePart>
  );
}
