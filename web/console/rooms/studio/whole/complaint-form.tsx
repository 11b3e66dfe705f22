import { useCallback, useMemo, useState, type JSX } from "react";
import { useTranslation } from "react-i18next";
import type { VersionDetail } from "../../../../../src/contract/studio-routes.ts";
import { useReferences, type References } from "../draft/references.ts";
import { LocalTextField } from "../draft/local-text-field.tsx";
import { faultsOf, type Shape, type Values } from "../draft/shape.ts";
import { useLocalText } from "../shared/use-local-text.ts";
import { withHandler, withNamed, withRow } from "./complaint-values.ts";
import { packOf } from "../shared/version-detail.ts";
import { HandledMatrix } from "./handled-matrix.tsx";
import { HandlerRows } from "./handler-rows.tsx";
import { useRowName } from "./priority-cells.tsx";
import { rowsOf } from "./rows.ts";
import { useSectionForm } from "./use-section-form.ts";
import { WholeFrame, WholePart } from "./whole-frame.tsx";

type Props = { detail: VersionDetail; shape: Shape & { kind: "group" } };

/** Who handles which complaint, as a form: types, parties, rules in order, and the matrix that follows. REQ: TR-02 */
export function ComplaintForm({ detail, shape }: Props): JSX.Element {
  const { t } = useTranslation("studio");
  const wrongAt = useCallback((values: Values) => [...faultsOf(shape, values), ...teamless(values)], [shape]);
  const form = useSectionForm({ detail, section: "complaints", shape, faultsOf: wrongAt });
  const { values, set } = form;
  const references = useOwnReferences(detail, values);
  const [shownId, setShownId] = useState<string | null>(null);
  const handlers = shape.fields.find(({ key }) => key === "handlers")?.shape;
  return (
    <WholeFrame detail={detail} section="complaints" form={form} references={references}>
      <WholePart title={t("whole.matrix")} lead={t("whole.matrix_lead")}>
        <HandledMatrix
          teams={packOf(detail)?.teams ?? []}
          values={values}
          onOpen={setShownId}
          onFill={(judged) => {
            const next = withHandler(values, judged);
            set(next);
            setShownId(rowsOf(next["handlers"])[0]?.id ?? null);
          }}
        />
      </WholePart>
      {handlers?.kind === "list" && handlers.item.kind === "group" ? (
        <HandlerRows detail={detail} shape={handlers.item} values={values} shownId={shownId} onChange={set} />
      ) : null}
      <NamedRows name="types" values={values} onChange={set} />
      <NamedRows name="responsibilities" values={values} onChange={set} />
    </WholeFrame>
  );
}

/** Rules that name nobody yet, as `handlers.0.to.team`. */
const teamless = (values: Values): string[] =>
  rowsOf(values["handlers"]).flatMap(({ to }, at) =>
    (to as { team?: string } | undefined)?.team ? [] : [`handlers.${at}.to.team`],
  );

type NamedProps = { name: "types" | "responsibilities"; values: Values; onChange: (values: Values) => void };

function NamedRows({ name, values, onChange }: NamedProps): JSX.Element {
  const { t } = useTranslation("studio");
  const nameOf = useRowName();
  return (
    <WholePart title={t(`whole.${name}`)}>
      {rowsOf(values[name]).map((row, at) => {
        const called = nameOf(row) || t(`whole.${name}`);
        return (
          <div key={row.id} className="line-head is-row">
            <LocalTextField
              value={row["label"]}
              at={{ key: "label", path: `${name}.${at}.label`, label: t("whole.name_of", { name: called }) }}
              onChange={(label) =>
                onChange(withRow(values, name, row.id, { ...row, label: label ?? { zh: "", en: "" } }))
              }
            />
            <button
              type="button"
              className="bh-icon-button"
              aria-label={t("form.remove", { what: called })}
              title={t("form.remove", { what: called })}
              onClick={() => onChange(withRow(values, name, row.id, null))}
            >
              ×
            </button>
          </div>
        );
      })}
      <button type="button" className="bh-button" onClick={() => onChange(withNamed(values, name))}>
        + {t("form.add", { what: t(`whole.${name}`) })}
      </button>
    </WholePart>
  );
}

/** Types and parties are named as they stand in the form. */
function useOwnReferences(detail: VersionDetail, values: Values): References {
  const local = useLocalText();
  const known = useReferences(detail);
  const { types, responsibilities } = values;
  return useMemo(() => {
    const choices = (rows: unknown) =>
      rowsOf(rows).map(({ id, label }) => ({ value: id, label: local(label as { zh: string; en: string }) || id }));
    const own: Record<string, ReturnType<References>> = {
      type: choices(types),
      responsibility: choices(responsibilities),
    };
    return (key) => (key in own ? (own[key] ?? null) : known(key));
  }, [known, local, types, responsibilities]);
}
