export type Formats = {
  /** 2026/3/1 16:05 */
  dateTime: (at: Moment) => string;
  /** 2026/3/1 */
  date: (at: Moment) => string;
  /** 16:05 */
  time: (at: Moment) => string;
  /** Weekday, date, time and zone, for a title on hover. */
  full: (at: Moment) => string;
  number: (value: number) => string;
  /** 0.42 → 42% */
  percent: (share: number) => string;
  /** 1_536_000 → 1.5 MB */
  bytes: (count: number) => string;
  list: (words: readonly string[]) => string;
};

/** Milliseconds since the epoch, an RFC 3339 instant, or a Date. */
export type Moment = number | string | Date;

const TAGS = { zh: "zh-CN", en: "en-GB" } as const;
const BYTES_STEP = 1024;
const BYTE_UNITS = ["B", "kB", "MB", "GB"] as const;

const FULL = {
  weekday: "short",
  year: "numeric",
  day: "numeric",
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
  timeZoneName: "short",
  hourCycle: "h23",
} as const;

/** Numbers and moments in a language and an IANA time zone. Formatters are dear to make: each is made when it is first used. */
export function formatsOf(language: "zh" | "en", timeZone: string): Formats {
  const tag = TAGS[language];
  const format = (options: Intl.DateTimeFormatOptions) => {
    const formatter = once(() => new Intl.DateTimeFormat(tag, { ...options, timeZone, hourCycle: "h23" }));
    return (at: Moment) => formatter().format(new Date(at));
  };
  const day = { year: "numeric", month: language === "zh" ? "numeric" : "short", day: "numeric" } as const;
  const clock = { hour: "2-digit", minute: "2-digit" } as const;
  const number = once(() => new Intl.NumberFormat(tag));
  const percent = once(() => new Intl.NumberFormat(tag, { style: "percent", maximumFractionDigits: 1 }));
  const list = once(() => new Intl.ListFormat(tag, { style: "short", type: "conjunction" }));
  return {
    dateTime: format({ ...day, ...clock }),
    date: format(day),
    time: format(clock),
    full: language === "zh" ? fullZh(timeZone) : format({ ...FULL, month: "short" }),
    number: (value) => number().format(value),
    percent: (share) => percent().format(share),
    bytes: (count) => bytesWords(count, number()),
    list: (words) => list().format(words),
  };
}

function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}

/** 2026/3/1 周日 16:05:00 GMT+8: Intl joins the weekday to the day and puts the zone before the clock. */
function fullZh(timeZone: string): Formats["full"] {
  const formatter = once(() => new Intl.DateTimeFormat(TAGS.zh, { ...FULL, month: "numeric", timeZone }));
  return (at) => {
    const parts = formatter().formatToParts(new Date(at));
    const of = (type: Intl.DateTimeFormatPartTypes) => parts.find((part) => part.type === type)?.value ?? "";
    const clock = `${of("hour")}:${of("minute")}:${of("second")}`;
    return `${of("year")}/${of("month")}/${of("day")} ${of("weekday")} ${clock} ${of("timeZoneName")}`;
  };
}

function bytesWords(count: number, number: Intl.NumberFormat): string {
  const step = count < 1 ? 0 : Math.min(Math.floor(Math.log(count) / Math.log(BYTES_STEP)), BYTE_UNITS.length - 1);
  const amount = count / BYTES_STEP ** step;
  return `${number.format(Math.round(amount * 10) / 10)} ${BYTE_UNITS[step] ?? "B"}`;
}
