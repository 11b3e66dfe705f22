import type { JSX, ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { isFinal } from "../api/retry-rules.ts";
import { useErrorWords } from "./error-words.ts";
import { StatePage } from "./state-page.tsx";

/** A view that could not be read: what happened, what to do, again; where that is no use, the way back. */
export function ErrorState(props: { error: unknown; onRetry?: () => void; actions?: ReactNode }): JSX.Element {
  const { t } = useTranslation("ui");
  const { shape, happened, remedy, isRenewed } = useErrorWords()(props.error);
  const reload = isRenewed ? () => location.reload() : null;
  const again = isFinal(props.error) ? null : props.onRetry;
  const back = isFinal(props.error) && !props.actions ? () => history.back() : null;
  const run = reload ?? again ?? back;
  return (
    <div role="alert" style={{ height: "100%" }}>
      <StatePage
        shape={shape}
        title={happened}
        actions={
          <>
            {run ? (
              <button type="button" className="bh-button" onClick={run}>
                {t(reload ? "error.reload" : again ? "error.retry" : "error.back")}
              </button>
            ) : null}
            {props.actions}
          </>
        }
      >
        {remedy}
      </StatePage>
    </div>
  );
}
