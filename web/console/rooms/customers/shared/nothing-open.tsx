import { Link } from "@tanstack/react-router";
import type { JSX } from "react";
import { useTranslation } from "react-i18next";
import { EmptyState } from "../../../../ui/states/state-page.tsx";
import { useMay } from "../../../session/me.ts";

/** Beside the list, before a customer was chosen. */
export function NothingOpen(): JSX.Element {
  const { t } = useTranslation("customers");
  const mayImport = useMay("contacts.import");
  return (
    <EmptyState
      title={t("nothing_open")}
      actions={
        mayImport ? (
          <Link to="/customers/import" search={{}} className="bh-button">
            {t("import.title")}
          </Link>
        ) : null
      }
    >
      {t("nothing_open_help")}
    </EmptyState>
  );
}
