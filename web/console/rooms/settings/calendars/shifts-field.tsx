import type { JSX } from "react";
import { useTranslation } from "react-i18next";
import { clockText, minuteOf } from "../notifications/clock-text.ts";
import { isOverNight, shiftOf, type Shift } from "./calendar-days.ts";

type Props = { label: string; shifts: readonly Shift[]; onChange: (shifts: Shift[]) => void; disabled: boolean };

const SHIFTS_MAX = 12;
const FIRST: Shift = { from: 540, to: 1080 };
const DAY_MINUTES = 1_440;

/** The working intervals of one day; one that ends before it begins ends on the next day. */
export function ShiftsField({ label, shifts, onChange, disabled }: Props): JSX.Element {
  const { t } = useTranslation("settings");
  const set = (at: number, edge: "from" | "to", text: string) => {
    const minute = minuteOf(text);
    const shift = shifts[at];
    if (minute === null || !shift) return;
    const next = edge === "from" ? shiftOf(minute, shift.to % DAY_MINUTES) : shiftOf(shift.from, minute);
    onChange(shifts.map((one, place) => (place === at ? next : one)));
  };
  const last = shifts.at(-1);
  const add = () =>
    onChange([...shifts, last && last.to < DAY_MINUTES - 60 ? { from: last.to, to: DAY_MINUTES } : FIRST]);
  return (
    <div className="shifts">
      {shifts.length === 0 ? <span className="quiet">{t("calendars.closed")}</span> : null}
      {shifts.map((shift, at) => (
        <span key={at} className="shift">
          {(["from", "to"] as const).map((edge) => (
            <input
              key={`${edge}${shift[edge]}`}
              type="time"
              disabled={disabled}
              aria-label={`${label} ${at + 1} ${t(`calendars.${edge}`)}`}
              defaultValue={clockText(shift[edge] % DAY_MINUTES)}
              onBlur={(event) => set(at, edge, event.currentTarget.value)}
            />
          ))}
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
