import { DatePicker, type DatePickerProps } from "antd";
import dayjs, { type Dayjs } from "dayjs";
import type { JSX } from "react";
import { usePersonSettings } from "../base/person-settings.ts";
import { serverNow } from "./now.ts";
import { clockOf, localDay, momentOf } from "./wall-clock.ts";

type Kept =
  | "id"
  | "aria-label"
  | "aria-invalid"
  | "status"
  | "open"
  | "autoFocus"
  | "placeholder"
  | "onOpenChange"
  | "style";
type Props = Pick<DatePickerProps, Kept> & {
  /** Milliseconds since the epoch; left out: nothing chosen stays. */
  value?: number | null;
  onChange?: (at: number | null) => void;
  /** Chosen to the minute and confirmed. */
  onOk?: (at: number) => void;
  /** Days that are over cannot be chosen. */
  ahead?: boolean;
};

const WALL = "YYYY-MM-DDTHH:mm";
/** The first is shown; the others may be typed or pasted too. */
const WRITTEN = ["YYYY-MM-DD HH:mm", "YYYY-MM-DD HH:mm:ss", "YYYY/MM/DD HH:mm", "YYYY/M/D H:mm"];

/** A moment to the minute, by the wall clock of the person's own time zone: the one in which all pages show moments. */
export function MomentField({ value, onChange, onOk, ahead = false, ...rest }: Props): JSX.Element {
  const { timeZone } = usePersonSettings();
  const read = (at: Dayjs) => momentOf(at.format(WALL), timeZone);
  const today = dayjs(localDay(serverNow(), timeZone));
  return (
    <DatePicker
      {...rest}
      {...(value === undefined ? {} : { value: value === null ? null : dayjs(clockOf(value, timeZone)) })}
      {...(ahead ? { disabledDate: (day: Dayjs) => day.isBefore(today, "day") } : {})}
      showTime={{ format: "HH:mm" }}
      // "Now" would be that of the browser's time zone.
      showNow={false}
      format={WRITTEN}
      onChange={(at) => onChange?.(dayjs.isDayjs(at) ? read(at) : null)}
      onOk={(at) => dayjs.isDayjs(at) && onOk?.(read(at))}
    />
  );
}
