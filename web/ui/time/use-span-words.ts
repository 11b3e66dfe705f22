import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import type { Span } from "./span.ts";

/** `12 分钟`, `3 小时 20 分`, `2 天 4 小时` in the person's language. */
export function useSpanWords(): (span: Span) => string {
  const { t } = useTranslation("ui");
  return useCallback(
    (span: Span) => {
      switch (span.unit) {
        case "seconds":
          return t("span.seconds", { count: span.seconds });
        case "minutes":
          return t("span.minutes", { count: span.minutes });
        case "hours":
          return span.minutes ? t("span.hours_minutes", span) : t("span.hours", { count: span.hours });
        case "days":
          return span.hours ? t("span.days_hours", span) : t("span.days", { count: span.days });
      }
    },
    [t],
  );
}
