import type { JSX } from "react";
import { useTranslation } from "react-i18next";
import { DESK } from "./version-detail.ts";

/** Which pack an item comes from; the desk's own words stand out. */
export function OriginMark({ origin }: { origin: string | null }): JSX.Element | null {
  const { t } = useTranslation("studio");
  if (origin === null) return null;
  if (origin === DESK) return <span className="origin is-desk">{t("origin.desk")}</span>;
  return (
    <span className="origin" title={t("origin.pack", { pack: origin })}>
      {origin}
    </span>
  );
}
