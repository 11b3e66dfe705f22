import { useEffect, useRef, type JSX } from "react";
import { useTranslation } from "react-i18next";
import type { VersionDetail } from "../../../../../src/contract/studio-routes.ts";
import { classNames } from "../../../../ui/base/class-names.ts";
import { FindingList } from "../draft/finding-list.tsx";
import { ShapeField } from "../draft/shape-field.tsx";
import type { Shape, Values } from "../draft/shape.ts";
import { useFormatWords } from "../shared/format-words.ts";
import { OriginMark } from "../shared/origin-mark.tsx";
import { originOf } from "../shared/version-detail.ts";
import { oneOrMore, withHandler, withRow } from "./complaint-values.ts";
import { mappingOf, rowsOf, type Row } from "./rows.ts";
import { WholePart } from "./whole-frame.tsx";

type Props = {
  detail: VersionDetail;
  shape: Shape & { kind: "group" };
  values: Values;
  /** The rule that somebody looks at in the matrix. */
  shownId: string | null;
  onChange: (values: Values) => void;
};

const SECTION = "complaints.handlers";

/** The rules in their order: the first that fits is taken. */
export function HandlerRows({ detail, shape, values, shownId, onChange }: Props): JSX.Element {
  const { t } = useTranslation("studio");
  return (
    <WholePart
      title={t("whole.handlers")}
      lead={t("whole.handlers_lead")}
      action={
        <button type="button" className="bh-button" onClick={() => onChange(withHandler(values))}>
          + {t("whole.add_handler")}
        </button>
      }
    >
      {rowsOf(values["handlers"]).map((row, at) => (
        <HandlerRow
          key={row.id}
          detail={detail}
          shape={shape}
          row={row}
          at={at}
          isShown={row.id === shownId}
          onChange={(next) => onChange(withRow(values, "handlers", row.id, next))}
        />
      ))}
    </WholePart>
  );
}

type RowProps = Pick<Props, "detail" | "shape"> & {
  row: Row;
  at: number;
  isShown: boolean;
  onChange: (next: Values | null) => void;
};

function HandlerRow({ detail, shape, row, at, isShown, onChange }: RowProps): JSX.Element {
  const { t } = useTranslation("studio");
  const words = useFormatWords();
  const self = useRef<HTMLFieldSetElement>(null);
  useEffect(() => {
    if (!isShown) return;
    self.current?.scrollIntoView({ block: "nearest" });
    self.current?.querySelector<HTMLElement>("input, textarea")?.focus();
  }, [isShown]);
  const name = t("whole.rule", { nth: at + 1 });
  const to = mappingOf(row["to"]);
  return (
    <fieldset ref={self} className={classNames("whole-row", isShown && "is-shown")}>
      <legend className="visually-hidden">{name}</legend>
      <div className="whole-row-mark">
        <span className="tabular">{at + 1}</span>
        <OriginMark origin={originOf(detail, SECTION, row.id)} />
        <button
          type="button"
          className="bh-icon-button"
          aria-label={t("form.remove", { what: name })}
          title={t("form.remove", { what: name })}
          onClick={() => onChange(null)}
        >
          ×
        </button>
      </div>
      <div className="whole-fields">
        {shape.fields.flatMap(({ key, required, shape: one }) => {
          if (key === "id") return [];
          const isTo = key === "to" && one.kind === "group";
          const fields = isTo ? one.fields : [{ key, required, shape: one }];
          return fields.map((field) => (
            <ShapeField
              key={field.key}
              shape={field.shape}
              value={isTo ? to[field.key] : row[field.key]}
              required={field.required}
              at={{
                key: field.key,
                path: isTo ? `handlers.${at}.to.${field.key}` : `handlers.${at}.${field.key}`,
                label: key === "type" ? t("whole.types") : words.field(field.key),
                ...(field.required ? {} : { empty: t(isTo ? "whole.as_before" : "whole.any") }),
              }}
              onChange={(next) =>
                onChange(isTo ? { ...row, to: { ...to, [field.key]: next } } : { ...row, [key]: oneOrMore(next) })
              }
            />
          ));
        })}
      </div>
      <FindingList findings={detail.findings.filter(({ place }) => place.startsWith(`${SECTION}[${row.id}]`))} />
    </fieldset>
  );
}
