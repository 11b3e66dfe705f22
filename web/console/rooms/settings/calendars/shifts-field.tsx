import type { JSX } from "react";
import { useTranslation } from "react-i18next";
import { isOverNight, shiftOf, type Shift } from "./calendar-days.ts";
import { TimeField } from "./time-field.tsx";

type Props = { label: string; shifts: readonly Shift[]; onChange: (shifts: Shift[]) => void; disabled: boolean };

const SHIFTS_MAX = 12;
const FIRST: Shift = { from: 540, to: 1080 };
const DAY_MINUTES = 1_440;

const clockOf = (minute: number): number => (minute > DAY_MINUTES ? minute - DAY_MINUTES : minute);

/** The working intervals of one day; one that ends before it begins ends on the next day. */
export function ShiftsField({ label, shifts, onChange, disabled }: Props): JSX.Element {
  const { t } = useTranslation("settings");
  const set = (at: number, shift: Shift) => onChange(shifts.map((one, place) => (place === at ? shift : one)));
  const last = shifts.at(-1);
  const add = () =>
    onChange([...shifts, last && last.to < DAY_MINUTES - 60 ? { from: last.to, to: DAY_MINUTES } : FIRST]);
  return (
    <div className="shifts">
      {shifts.length === 0 ? <span className="quiet">{t("calendars.closed")}</span> : null}
      {shifts.map((shift, at) => (
        <span key={at} className="shift">
          <TimeField
            label={`${label} ${at + 1} ${t("calendars.from")}`}
            minute={shift.from}
            disabled={disabled}
            onChange={(from) => set(at, shiftOf(from % DAY_MINUTES, clockOf(shift.to)))}
          />
          –
          <TimeField
            label={`${label} ${at + 1} ${t("calendars.to")}`}
            minute={clockOf(shift.to)}
            disabled={disabled}
            onChange={(to) => set(at, shiftOf(shift.from, to))}
          />
          {isOverNight(shift) ? <span className="next-day">{t("calendars.next_day")}</span> : null}
          {disabled ? null : (
            <button
              type="button"
              className="bh-icon-button"
              aria-label={t("calendars.remove_shift", { day: label })}
              onClick={() => onChange(shifts.filter((_, place) => place !== at))}
            >
              ×
            </button>
          )}
        </span>
      ))}
      {disabled || shifts.length >= SHIFTS_MAX ? null : (
        <button
          type="button"
          className="bh-icon-button"
          aria-label={t("calendars.add_shift", { day: label })}
          onClick={add}
        >
          +
        </button>
      )}
    </div>
  );
}
