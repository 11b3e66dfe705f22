import { Input, InputNumber, Select } from "antd";
import type { JSX } from "react";
import { useTranslation } from "react-i18next";

const UNITS = ["s", "m", "h", "d"] as const;
type Unit = (typeof UNITS)[number];
const AMOUNT_MAX = 999_999;

/** `30m` → 30 and minutes; null for what two parts make, such as `1h30m`. */
export function amountOf(text: string): { amount: number; unit: Unit } | null {
  const found = /^(\d{1,6})([smhd])$/.exec(text);
  return found ? { amount: Number(found[1]), unit: found[2] as Unit } : null;
}

type Props = { label: string; value: string; onChange: (value: string) => void; wrong: boolean };

/** A length of time as a number and its unit; one of several parts is typed as it is written. */
export function DurationField({ label, value, onChange, wrong }: Props): JSX.Element {
  const { t } = useTranslation("studio");
  const known = amountOf(value);
  if (!known && value !== "")
    return (
      <Input
        aria-label={label}
        value={value}
        status={wrong ? "error" : ""}
        onChange={(event) => onChange(event.target.value)}
      />
    );
  const { amount, unit } = known ?? { amount: null, unit: "m" as Unit };
  return (
    <div className="duration-field">
      <InputNumber
        aria-label={label}
        min={1}
        max={AMOUNT_MAX}
        precision={0}
        value={amount}
        status={wrong ? "error" : ""}
        onChange={(next) => onChange(next === null ? "" : `${next}${unit}`)}
      />
      <Select<Unit>
        aria-label={t("form.unit_of", { field: label })}
        value={unit}
        options={UNITS.map((one) => ({ value: one, label: t(`form.unit.${one}`) }))}
        onChange={(next) => onChange(`${amount ?? 1}${next}`)}
      />
    </div>
  );
}
