import type { JSX } from "react";
import { useTranslation } from "react-i18next";
import type { VersionShape } from "../../../../../src/contract/studio-routes.ts";
import { Mark } from "../../../../ui/page/mark.tsx";

const TONES = { draft: "wait", checked: "wait", published: "good", retired: "off" } as const;

/** What a version is, in a word and a shape. */
export function VersionMark({ version }: { version: VersionShape }): JSX.Element {
  const { t } = useTranslation("studio");
  if (proposalOf(version)) return <Mark tone="wait">{t("status.proposed")}</Mark>;
  return <Mark tone={TONES[version.status]}>{t(`status.${version.status}`)}</Mark>;
}

/** What waits for a second person; null when nothing does. */
export const proposalOf = (version: VersionShape): VersionShape["proposed"] =>
  isDraft(version) ? version.proposed : null;

export const isDraft = ({ status }: VersionShape): boolean => status === "draft" || status === "checked";
