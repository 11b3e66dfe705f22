import { useTranslation } from "react-i18next";
import { ApiProblem, NetworkFailure } from "../api/api-problem.ts";

export type ErrorWords = {
  shape: "error" | "lock" | "search" | "offline";
  happened: string;
  remedy: string;
  isRenewed?: true;
};

/** As Chromium, Firefox and Safari say that a part of the page is not there. */
const PART_GONE =
  /^(Failed to fetch dynamically|error loading dynamically|Importing a module script failed|Unable to preload)/;

/** What happened and what to do, for whatever was thrown; `isRenewed`: only loading the page anew helps. */
export function useErrorWords(): (error: unknown) => ErrorWords {
  const { t } = useTranslation("ui");
  return (error) => {
    if (error instanceof NetworkFailure)
      return { shape: "offline", happened: t("error.offline"), remedy: t("error.offline_help") };
    if (error instanceof ApiProblem)
      return {
        shape: error.status === 403 ? "lock" : error.status === 404 ? "search" : "error",
        happened: error.message,
        remedy: error.remedy || t("error.unknown_help"),
      };
    if (error instanceof Error && PART_GONE.test(error.message))
      return { shape: "offline", happened: t("error.renewed"), remedy: t("error.renewed_help"), isRenewed: true };
    return { shape: "error", happened: t("error.title"), remedy: t("error.unknown_help") };
  };
}
