import type { KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";
import { confirm } from "../notice/confirm.ts";

/** Closes a form; asks first when something was written that would be lost. */
export function useLeaveForm(dirty: boolean | (() => boolean), onClose: () => void): () => Promise<void> {
  const { t } = useTranslation("ui");
  return async () => {
    const isDirty = typeof dirty === "function" ? dirty() : dirty;
    if (isDirty && !(await confirm({ title: t("form.leave"), ok: t("form.leave_yes"), danger: true }))) return;
    onClose();
  };
}

/** Ctrl or ⌘ + Enter, not the Enter of an input method. */
export const isSaveKey = (event: KeyboardEvent): boolean =>
  event.key === "Enter" && (event.metaKey || event.ctrlKey) && !event.nativeEvent.isComposing;
