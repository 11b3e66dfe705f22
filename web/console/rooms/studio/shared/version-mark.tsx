import type { JSX } from "react";
import { useTranslation } from "react-i18next";
import type { VersionShape } from "../../../../../src/contract/studio-routes.ts";
import { Mark } from "../../../../ui/page/mark.tsx";

const TONES = { draft: "wait", checked: "wait", published: "good", retired: "off" } as const;

/** What a version is, in a word and a shape. */
export function VersionMark({ version }: { version: VersionShape }): JSX.Element {
  const { t } = useTranslation("studio");
  if (version.proposed) return <Mark tone="wait">{t("status.proposed")}</Mark>;
  return <Mark tone={TONES[version.status]}>{t(`status.${version.status}`)}</Mark>;
}

export const isDraft = ({ status }: VersionShape): boolean => status === "draft" || status === "checked";
