import type { JSX } from "react";
import { useTranslation } from "react-i18next";
import type { ResponseOf } from "../../../../../src/contract/route.ts";
import type { testMailbox } from "../../../../../src/contract/mailbox-routes.ts";
import { FormProblem } from "../../../../ui/forms/form-problem.tsx";
import { Mark } from "../../../../ui/page/mark.tsx";
import "./mailboxes.css";

type Props = { running: boolean; outcome: ResponseOf<typeof testMailbox> | null; error: unknown };

/** How the connection test went: each step; at one that failed what is wrong and what to do. */
export function TestSteps({ running, outcome, error }: Props): JSX.Element {
  const { t } = useTranslation("settings");
  return (
    <div aria-live="polite">
      <FormProblem error={error} />
      {running ? <p className="page-hint test-running">{t("mailboxes.testing")}</p> : null}
      {outcome && !running ? (
        <div className="test-outcome">
          <strong>{outcome.ok ? t("mailboxes.test_ok") : t("mailboxes.test_failed")}</strong>
          <ol>
            {outcome.steps.map(({ step, ok, says, remedy }) => (
              <li key={step}>
                <Mark tone={ok ? "good" : "bad"}>{t(`mailboxes.step.${step as "imap_login"}`, step)}</Mark>
                <div>
                  {says}
                  {remedy ? <p>{remedy}</p> : null}
                </div>
              </li>
            ))}
          </ol>
        </div>
      ) : null}
    </div>
  );
}
