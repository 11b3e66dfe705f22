import type { JSX, ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useErrorWords } from "./error-words.ts";
import { StatePage } from "./state-page.tsx";

/** A view that could not be read: what happened, what to do, again. */
export function ErrorState(props: { error: unknown; onRetry?: () => void; actions?: ReactNode }): JSX.Element {
  const { t } = useTranslation("ui");
  const { shape, happened, remedy } = useErrorWords()(props.error);
  const retry = props.onRetry ? (
    <button type="button" className="bh-button" onClick={props.onRetry}>
      {t("error.retry")}
    </button>
  ) : null;
  return (
    <div role="alert" style={{ height: "100%" }}>
      <StatePage
        shape={shape}
        title={happened}
        actions={
          <>
            {retry}
            {props.actions}
          </>
        }
      >
        {remedy}
      </StatePage>
    </div>
  );
}
