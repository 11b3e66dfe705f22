import { useBlocker } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { confirm } from "../../../../ui/notice/confirm.ts";

/** Asks before a page or a drawer is left with something that nobody saved. */
export function useUnsavedGuard(isUnsaved: () => boolean, question: string): void {
  const { t } = useTranslation("studio");
  useBlocker({
    shouldBlockFn: async () => isUnsaved() && !(await confirm({ title: question, ok: t("text.leave_yes") })),
    enableBeforeUnload: isUnsaved,
  });
}
