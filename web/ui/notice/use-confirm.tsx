import { App } from "antd";
import { useCallback, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

type Question = { title: string; body?: ReactNode; ok?: string; danger?: boolean };

/** Asks before something that cannot be taken back. Resolves with the answer. */
export function useConfirm(): (question: Question) => Promise<boolean> {
  const { modal } = App.useApp();
  const { t } = useTranslation("ui");
  return useCallback(
    async ({ title, body, ok, danger }: Question) =>
      modal.confirm({
        title,
        content: body,
        icon: null,
        okText: ok ?? t("confirm.ok"),
        cancelText: t("confirm.cancel"),
        okButtonProps: { danger: danger === true },
        autoFocusButton: danger ? "cancel" : "ok",
      }),
    [modal, t],
  );
}
