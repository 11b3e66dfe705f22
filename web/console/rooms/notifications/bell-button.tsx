import type { ComponentProps, JSX } from "react";
import { useTranslation } from "react-i18next";
import "./notifications.css";

type Props = ComponentProps<"button"> & { count: number; countedMax: number };

/** The bell with its count; takes what a popover hands to its trigger. */
export function BellButton({ count, countedMax, ...trigger }: Props): JSX.Element {
  const { t } = useTranslation("notifications");
  return (
    <button {...trigger} type="button" className="rail-room bell" title={t("title")}>
      <svg viewBox="0 0 20 20" width="20" height="20" aria-hidden="true">
        <path
          d="M5 14V9a5 5 0 0 1 10 0v5l1.500 1.500h-13zM8.500 17.500h3"
          fill="none"
          stroke="currentColor"
          strokeWidth="1.5"
          strokeLinejoin="round"
          strokeLinecap="round"
        />
      </svg>
      {count > 0 ? (
        <span className="rail-count tabular" aria-hidden="true">
          {count > 99 || count >= countedMax ? "99+" : count}
        </span>
      ) : null}
      <span className="rail-word">{t("title_short")}</span>
      {count > 0 ? <span className="visually-hidden">{t("bell_unread", { count })}</span> : null}
    </button>
  );
}
