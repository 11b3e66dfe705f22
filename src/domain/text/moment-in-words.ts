/** Where somebody is taken to live when nobody has said. */
export const DESK_TIME_ZONE = "Asia/Shanghai";

/**
 * A moment as a customer reads it: `3月2日星期一 14:30`, or `Monday 2 March at 14:30 GMT+8`. The zone is named where the
 * reader might take it for another.
 * @param at milliseconds since the epoch
 */
export function momentInWords(at: number, language: "zh" | "en", timeZone: string): string {
  const key = `${language} ${timeZone}`;
  const format = formats.get(key) ?? formatOf(language, timeZone);
  if (formats.size < FORMATS_MAX) formats.set(key, format);
  return format.format(at);
}

// Making one takes longer than all else that an acknowledgement asks of the processor.
const formats = new Map<string, Intl.DateTimeFormat>();
const FORMATS_MAX = 100;

const formatOf = (language: "zh" | "en", timeZone: string) =>
  new Intl.DateTimeFormat(language === "zh" ? "zh-CN" : "en-GB", {
    timeZone,
    weekday: "long",
    day: "numeric",
    month: "long",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
    ...(language === "en" || timeZone !== DESK_TIME_ZONE ? { timeZoneName: "short" as const } : {}),
  });
