import type { JSX } from "react";
import i18next from "i18next";
import { useTranslation } from "react-i18next";
import { DESK } from "./version-detail.ts";

/** Which pack an item comes from; the desk's own words stand out. */
export function OriginMark({ origin }: { origin: string | null }): JSX.Element | null {
  const { t } = useTranslation("studio");
  if (origin === null) return null;
  if (origin === DESK) return <span className="origin is-desk">{t("origin.desk")}</span>;
  return (
    <span className="origin" title={t("origin.pack", { pack: origin })}>
      {i18next.exists(`origin.shipped.${origin}`, { ns: "studio" })
        ? t(`origin.shipped.${origin as "common"}`)
        : origin}
    </span>
  );
}
