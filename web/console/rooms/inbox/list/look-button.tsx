import type { ComponentProps, JSX } from "react";
import { useTranslation } from "react-i18next";

/** What opens the menu of order and grouping; takes what a menu hands to its trigger. */
export function LookButton(trigger: ComponentProps<"button">): JSX.Element {
  const { t } = useTranslation("inbox");
  return (
    <button {...trigger} type="button" className="bh-icon-button" aria-label={t("look")} title={t("look")}>
      <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
        <path
          d="M2.500 4.500h7M12.500 4.500h1M2.500 11.500h1M6.500 11.500h7M11 3v3M5 10v3"
          fill="none"
          stroke="currentColor"
          strokeWidth="1.3"
          strokeLinecap="round"
        />
      </svg>
    </button>
  );
}
