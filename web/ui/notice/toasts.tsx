import type { JSX } from "react";
import { useTranslation } from "react-i18next";
import { useNow } from "../time/now.ts";
import { dismissToast, undoToast, useToasts, type Toast } from "./toast-store.ts";
import "./toasts.css";

/** Where toasts stand; once, in the frame. */
export function Toasts(): JSX.Element {
  const { t } = useTranslation("ui");
  const all = useToasts();
  return (
    <div className="toasts" role="status" aria-live="polite">
      {all.map((toast) => (
        <div key={toast.id} className={`toast is-${toast.tone}`}>
          <span className="toast-text">{toast.text}</span>
          {toast.action ? (
            <button
              type="button"
              onClick={() => {
                dismissToast(toast.id);
                toast.action?.run();
              }}
            >
              {toast.action.name}
            </button>
          ) : null}
          {toast.undo ? <UndoButton toast={toast} /> : null}
          <button
            type="button"
            className="toast-close"
            aria-label={t("toast.dismiss")}
            onClick={() => dismissToast(toast.id)}
          >
            ×
          </button>
        </div>
      ))}
    </div>
  );
}

function UndoButton({ toast }: { toast: Toast }): JSX.Element {
  const { t } = useTranslation("ui");
  const now = useNow("second");
  const count = Math.max(0, Math.ceil((toast.until - now) / 1000));
  return (
    <button type="button" className="tabular" onClick={() => undoToast(toast)}>
      <span aria-hidden="true">{t("toast.undo_in", { count })}</span>
      <span className="visually-hidden">{t("toast.undo")}</span>
    </button>
  );
}
