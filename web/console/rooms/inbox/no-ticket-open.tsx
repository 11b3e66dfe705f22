import type { JSX } from "react";
import { useTranslation } from "react-i18next";
import { EmptyState } from "../../../ui/states/state-page.tsx";

export function NoTicketOpen(): JSX.Element {
  const { t } = useTranslation("inbox");
  return <EmptyState title={t("none_open")}>{t("none_open_help")}</EmptyState>;
}
