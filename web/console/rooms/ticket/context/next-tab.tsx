import type { JSX } from "react";
import { useTranslation } from "react-i18next";
import { useFormats } from "../../../../ui/i18n/use-formats.ts";
import { useTicketRoom } from "../ticket-context.ts";
import { EndedClocks } from "./ended-clocks.tsx";
import { Clocks } from "./clock-rows.tsx";
import { DemandList } from "../demand-list.tsx";
import { useLocalText } from "../use-local-text.ts";
import { useProcedureNames } from "../use-names.ts";
import { SurveyResult } from "./survey-result.tsx";

const LIVE = new Set(["running", "paused"]);

/** Promises with live clocks, what the gate wants, and the forms that were filled in. REQ: TR-04 */
export function NextTab(): JSX.Element {
  const { t } = useTranslation("ticket");
  const { page } = useTicketRoom();
  const live = page.clocks.filter(({ state, shown }) => shown && LIVE.has(state));
  return (
    <div className="context-scroll">
      <section>
        <h3>{t("due.title")}</h3>
        {live.length === 0 ? <p className="quiet">{t("due.none")}</p> : null}
        <Clocks clocks={live} />
      </section>
      <Demands />
      <SurveyResult />
      <Forms />
      <EndedClocks />
    </div>
  );
}

function Demands(): JSX.Element | null {
  const { t } = useTranslation("ticket");
  const { page } = useTicketRoom();
  if (page.demands.length === 0) return null;
  return (
    <section>
      <h3>{t(page.demands[0]?.transition === "close" ? "gate.close" : "gate.solve")}</h3>
      <DemandList demands={page.demands} mayAct={page.may.work} toldFully={false} />
    </section>
  );
}

function Forms(): JSX.Element | null {
  const { t } = useTranslation("ticket");
  const local = useLocalText();
  const formats = useFormats();
  const names = useProcedureNames();
  const { page, procedure, openPanel } = useTicketRoom();
  if (page.forms.length === 0) return null;
  return (
    <section>
      <h3>{t("form.filled")}</h3>
      {page.forms.toReversed().map((filled) => {
        const fields = procedure?.forms.find(({ id }) => id === filled.formId)?.fields ?? [];
        return (
          <details key={filled.id} className="filled-form">
            <summary>
              {names.form(filled.formId)}
              <span className="quiet">
                {filled.submittedBy?.name} · {formats.dateTime(filled.createdAt)}
              </span>
            </summary>
            <dl>
              {fields.flatMap((field) => {
                const words = wordsOf(
                  filled.content[field.id],
                  field.options.map((each) => ({ id: each.id, name: local(each.label) })),
                );
                return words
                  ? [
                      <div key={field.id}>
                        <dt>{local(field.label)}</dt>
                        <dd>{words}</dd>
                      </div>,
                    ]
                  : [];
              })}
            </dl>
            {page.may.work ? (
              <button
                type="button"
                className="link-button"
                onClick={() => openPanel({ kind: "form", formId: filled.formId })}
              >
                {t("form.again")}
              </button>
            ) : null}
          </details>
        );
      })}
    </section>
  );
}

function wordsOf(value: unknown, options: readonly { id: string; name: string }[]): string {
  if (Array.isArray(value)) return value.map((each) => wordsOf(each, options)).join("、");
  if (typeof value === "boolean") return value ? "✓" : "✗";
  if (typeof value === "number") return String(value);
  return typeof value === "string" ? (options.find(({ id }) => id === value)?.name ?? value) : "";
}
