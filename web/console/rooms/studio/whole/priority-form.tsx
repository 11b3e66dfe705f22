import { useCallback, useMemo, type JSX } from "react";
import { useTranslation } from "react-i18next";
import type { VersionDetail } from "../../../../../src/contract/studio-routes.ts";
import { CUSTOMER_TIERS } from "../../../../../src/domain/ticket/vocabulary.ts";
import { TierMark } from "../../../../ui/glyphs/tier-mark.tsx";
import { useReferences, type References } from "../draft/references.ts";
import { ShapeField } from "../draft/shape-field.tsx";
import { faultsOf, type FieldShape, type Shape, type Values } from "../draft/shape.ts";
import { useFormatWords } from "../shared/format-words.ts";
import { useLocalText } from "../shared/use-local-text.ts";
import { KeywordRows } from "./keyword-rows.tsx";
import { emptyCells, wordlessKeywords } from "./priority-values.ts";
import { PriorityCells } from "./priority-cells.tsx";
import { mappingOf, rowsOf } from "./rows.ts";
import { useSectionForm } from "./use-section-form.ts";
import { WholeFrame, WholePart } from "./whole-frame.tsx";

type Props = { detail: VersionDetail; shape: Shape & { kind: "group" } };

const fieldOf = (shape: Shape, key: string): FieldShape | undefined =>
  shape.kind === "group" ? shape.fields.find((field) => field.key === key) : undefined;

/** How the priority is decided, as a form: cells, what is taken for granted, tiers, words. REQ: TR-03 */
export function PriorityForm({ detail, shape }: Props): JSX.Element {
  const { t } = useTranslation("studio");
  const wrongAt = useCallback(
    (values: Values) => [...faultsOf(shape, values), ...emptyCells(values), ...wordlessKeywords(values)],
    [shape],
  );
  const form = useSectionForm({ detail, section: "priority", shape, faultsOf: wrongAt });
  const { values, set } = form;
  const references = useOwnReferences(detail, values);
  const keywords = fieldOf(shape, "keywords")?.shape;
  return (
    <WholeFrame detail={detail} section="priority" form={form} references={references}>
      <WholePart title={t("manual.impact_urgency")} lead={t("whole.cells_lead")}>
        <PriorityCells detail={detail} values={values} faults={form.faults} onChange={set} />
      </WholePart>
      <WholePart title={t("whole.defaults")} lead={t("whole.defaults_lead")}>
        <Fields shape={fieldOf(shape, "defaults")?.shape} values={values} path="defaults" onChange={set} />
      </WholePart>
      <WholePart title={t("whole.tiers")} lead={t("whole.tiers_lead")}>
        {CUSTOMER_TIERS.map((tier) => (
          <div key={tier} className="whole-row">
            <div className="whole-row-mark">
              <TierMark tier={tier} />
            </div>
            <Fields
              shape={fieldOf(fieldOf(shape, "tiers")?.shape ?? shape, tier)?.shape}
              values={values}
              path={`tiers.${tier}`}
              onChange={set}
            />
          </div>
        ))}
      </WholePart>
      {keywords?.kind === "list" && keywords.item.kind === "group" ? (
        <KeywordRows detail={detail} shape={keywords.item} values={values} onChange={set} />
      ) : null}
      <WholePart title={t("whole.negations")} lead={t("whole.negations_lead")}>
        <Fields shape={fieldOf(shape, "negations")?.shape} values={values} path="negations" onChange={set} />
      </WholePart>
    </WholeFrame>
  );
}

type FieldsProps = { shape: Shape | undefined; values: Values; path: string; onChange: (values: Values) => void };

/** The fields of a part side by side. */
function Fields({ shape, values, path, onChange }: FieldsProps): JSX.Element | null {
  const words = useFormatWords();
  if (shape?.kind !== "group") return null;
  const keys = path.split(".");
  const part = keys.reduce<Values>((at, key) => mappingOf(at[key]), values);
  return (
    <div className="whole-fields">
      {shape.fields.map(({ key, required, shape: one }) => (
        <ShapeField
          key={key}
          shape={one}
          value={part[key]}
          required={required}
          at={{ key, path: `${path}.${key}`, label: words.field(key) }}
          onChange={(next) => onChange(withAt(values, [...keys, key], next))}
        />
      ))}
    </div>
  );
}

function withAt(values: Values, [key = "", ...rest]: readonly string[], next: unknown): Values {
  return { ...values, [key]: rest.length === 0 ? next : withAt(mappingOf(values[key]), rest, next) };
}

/** Impacts and urgencies are named as they stand in the form. */
function useOwnReferences(detail: VersionDetail, values: Values): References {
  const local = useLocalText();
  const known = useReferences(detail);
  const { impacts, urgencies } = values;
  return useMemo(() => {
    const choices = (rows: unknown) =>
      rowsOf(rows).map(({ id, label }) => ({ value: id, label: local(label as { zh: string; en: string }) || id }));
    return (key) => (key === "impact" ? choices(impacts) : key === "urgency" ? choices(urgencies) : known(key));
  }, [known, local, impacts, urgencies]);
}
