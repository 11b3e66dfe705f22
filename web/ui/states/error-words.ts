import { useTranslation } from "react-i18next";
import { ApiProblem, NetworkFailure } from "../api/api-problem.ts";

export type ErrorWords = { shape: "error" | "lock" | "search" | "offline"; happened: string; remedy: string };

/** What happened and what to do, for whatever was thrown. */
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
    return { shape: "error", happened: t("error.title"), remedy: t("error.unknown_help") };
  };
}
