import type { JSX } from "react";
import { useTranslation } from "react-i18next";
import { usePersonSettings } from "../base/person-settings.ts";
import type { Moment } from "../i18n/formats.ts";
import { useFormats } from "../i18n/use-formats.ts";
import { useNow } from "./now.ts";
import { relativeLook } from "./relative-look.ts";

const OPTIONS = { numeric: "always", style: "short" } as const;
const WORDS = { zh: new Intl.RelativeTimeFormat("zh-CN", OPTIONS), en: new Intl.RelativeTimeFormat("en", OPTIONS) };

/** `5 分钟前`, the exact moment on hover. */
export function RelativeTime({ at }: { at: Moment }): JSX.Element {
  const { t } = useTranslation("ui");
  const { language } = usePersonSettings();
  const formats = useFormats();
  const now = useNow("half_minute");
  const moment = new Date(at);
  const look = relativeLook(moment.getTime(), now);
  const said =
    look.words === "now"
      ? t("time.now")
      : look.words === "date"
        ? formats.date(moment)
        : WORDS[language].format(look.value, look.unit);
  return (
    <time className="tabular" dateTime={moment.toISOString()} title={formats.full(moment)}>
      {said}
    </time>
  );
}
