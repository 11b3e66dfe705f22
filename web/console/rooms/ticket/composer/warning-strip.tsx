import type { JSX } from "react";
import { useTranslation } from "react-i18next";
import type { Warning } from "./find-warnings.ts";

export function WarningStrip({ warnings }: { warnings: readonly Warning[] }): JSX.Element | null {
  const { t } = useTranslation("ticket");
  if (warnings.length === 0) return null;
  return (
    <ul className="composer-warnings" role="status">
      {warnings.map((warning) => (
        <li key={warning.kind}>
          <span aria-hidden="true">⚠ </span>
          {t(`warning.${warning.kind}`, { word: "word" in warning ? warning.word : "" })}
        </li>
      ))}
    </ul>
  );
}
