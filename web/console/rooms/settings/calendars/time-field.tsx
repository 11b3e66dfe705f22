import { useState, type JSX } from "react";
import { classNames } from "../../../../ui/base/class-names.ts";
import { clockText, minuteOf } from "../notifications/clock-text.ts";
import "./time-field.css";

type Props = { label: string; minute: number; onChange: (minute: number) => void; disabled?: boolean };

/** `09:00`, on the 24-hour clock whatever the browser's own habit; up to `24:00`. */
export function TimeField({ label, minute, onChange, disabled = false }: Props): JSX.Element {
  const [typed, setTyped] = useState<string | null>(null);
  const wrong = typed !== null && minuteOf(typed) === null;
  const done = () => {
    const next = typed === null ? null : minuteOf(typed);
    setTyped(null);
    if (next !== null && next !== minute) onChange(next);
  };
  return (
    <input
      type="text"
      inputMode="numeric"
      className={classNames("time-field", wrong && "is-wrong")}
      aria-label={label}
      aria-invalid={wrong}
      disabled={disabled}
      value={typed ?? clockText(minute)}
      maxLength={5}
      onChange={(event) => setTyped(event.target.value)}
      onFocus={(event) => event.currentTarget.select()}
      onBlur={done}
      onKeyDown={(event) => {
        if (event.key === "Enter") done();
      }}
    />
  );
}
