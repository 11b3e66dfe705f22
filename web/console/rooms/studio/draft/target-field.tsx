import { Input, Segmented } from "antd";
import type { JSX } from "react";
import { useTranslation } from "react-i18next";
import type { FieldShape, Values } from "./shape.ts";
import { DurationField } from "./duration-field.tsx";
import { useItemForm } from "./form-context.ts";

const TARGETS = ["within", "every", "daily", "once_before"] as const;
type TargetKey = (typeof TARGETS)[number];
const FIRST: Record<TargetKey, string> = { within: "30m", every: "2h", daily: "17:00", once_before: "resolution" };

export const isTargetKey = (key: string): key is TargetKey => (TARGETS as readonly string[]).includes(key);

type Props = { fields: readonly FieldShape[]; values: Values; onChange: (values: Values) => void };

/** Until when: exactly one of within, every, daily, once before. */
export function TargetField({ fields, values, onChange }: Props): JSX.Element {
  const { t } = useTranslation("studio");
  const { faults, Control } = useItemForm();
  const chosen = TARGETS.find((key) => values[key] !== undefined) ?? "within";
  const set = (key: TargetKey, value: unknown) => {
    const rest = Object.fromEntries(Object.entries(values).filter(([name]) => !isTargetKey(name)));
    onChange({ ...rest, [key]: value });
  };
  const label = t(`form.target.${chosen}`);
  const value = String(values[chosen] ?? "");
  const shape = fields.find(({ key }) => key === chosen)?.shape;
  return (
    <div className="item-field">
      <span className="item-label">{t("form.target.label")}</span>
      <Segmented<TargetKey>
        aria-label={t("form.target.label")}
        value={chosen}
        options={TARGETS.map((key) => ({ value: key, label: t(`form.target.${key}`) }))}
        onChange={(key) => set(key, FIRST[key])}
      />
      {chosen === "within" || chosen === "every" ? (
        <DurationField label={label} value={value} wrong={faults.has(chosen)} onChange={(next) => set(chosen, next)} />
      ) : chosen === "daily" ? (
        <Input
          aria-label={label}
          type="time"
          value={value}
          status={faults.has(chosen) ? "error" : ""}
          onChange={(event) => set(chosen, event.target.value)}
        />
      ) : shape ? (
        <Control
          shape={shape}
          value={value}
          at={{ key: chosen, path: chosen, label }}
          onChange={(next) => set(chosen, next)}
        />
      ) : null}
    </div>
  );
}
