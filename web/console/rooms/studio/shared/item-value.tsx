import type { JSX } from "react";
import { useTranslation } from "react-i18next";
import { useFormatWords } from "./format-words.ts";
import { isLocalText, isMapping } from "./item-text.ts";
import { useLocalText } from "./use-local-text.ts";

const INLINE_FIELDS_MAX = 3;

/** A value of the pack format, whatever it is, as words. */
export function ItemValue({ value, field }: { value: unknown; field?: string }): JSX.Element | null {
  const { t } = useTranslation("studio");
  const words = useFormatWords();
  const local = useLocalText();
  if (value === null || value === undefined) return <span className="quiet">{t("value_none")}</span>;
  if (typeof value === "boolean") return <>{value ? t("value_yes") : t("value_no")}</>;
  if (typeof value === "string" || typeof value === "number") return <>{words.value(String(value), field)}</>;
  if (isLocalText(value)) return <span className="item-text">{local(value)}</span>;
  if (Array.isArray(value)) return <ListValue items={value} />;
  if (isMapping(value)) return <MappingValue value={value} />;
  return null;
}

function ListValue({ items }: { items: readonly unknown[] }): JSX.Element {
  const { t } = useTranslation("studio");
  const words = useFormatWords();
  if (items.length === 0) return <span className="quiet">{t("value_none")}</span>;
  if (items.every((item) => typeof item === "string" || typeof item === "number"))
    return <>{items.map((item) => words.value(String(item))).join(t("joint"))}</>;
  return (
    <ul className="item-list">
      {items.map((item, at) => (
        <li key={at}>
          <ItemValue value={item} />
        </li>
      ))}
    </ul>
  );
}

function MappingValue({ value }: { value: Readonly<Record<string, unknown>> }): JSX.Element {
  const words = useFormatWords();
  const fields = Object.entries(value).filter(([, one]) => !isNothing(one));
  const isShort = fields.length <= INLINE_FIELDS_MAX && fields.every(([, one]) => !isMapping(one) || isLocalText(one));
  if (isShort)
    return (
      <span className="item-pairs">
        {fields.map(([key, one]) => (
          <span key={key}>
            <span className="quiet">{words.field(key)}</span> <ItemValue value={one} field={key} />
          </span>
        ))}
      </span>
    );
  return <ItemFields fields={fields} />;
}

export const isNothing = (value: unknown): boolean =>
  value === null || value === undefined || (Array.isArray(value) && value.length === 0);

/** Fields of an item with their values, one a line. */
export function ItemFields({ fields }: { fields: readonly (readonly [string, unknown])[] }): JSX.Element {
  const words = useFormatWords();
  return (
    <dl className="facts">
      {fields.map(([key, value]) => (
        <div key={key} className="facts-line">
          <dt>{words.field(key)}</dt>
          <dd>
            <ItemValue value={value} field={key} />
          </dd>
        </div>
      ))}
    </dl>
  );
}
