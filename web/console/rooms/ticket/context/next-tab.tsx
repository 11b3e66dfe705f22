import type { JSX } from "react";
import { useTranslation } from "react-i18next";
import { useFormats } from "../../../../ui/i18n/use-formats.ts";
import { useTicketRoom } from "../ticket-context.ts";
import { EndedClocks } from "./ended-clocks.tsx";
import { Clocks } from "./clock-rows.tsx";
import { DemandList } from "../demand-list.tsx";
import { useProcedureNames } from "../use-names.ts";
import { FilledFields } from "./filled-fields.tsx";
import { soonestFirst } from "./soonest-first.ts";
import { SurveyResult } from "./survey-result.tsx";

const LIVE = new Set(["running", "paused"]);

/** Promises with live clocks, what the gate wants, and the forms that were filled in. REQ: TR-04 */
export function NextTab(): JSX.Element {
  const { t } = useTranslation("ticket");
  const { page } = useTicketRoom();
  const live = soonestFirst(page.clocks.filter(({ state, shown }) => shown && LIVE.has(state)));
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
  const formats = useFormats();
  const names = useProcedureNames();
  const { page, openPanel } = useTicketRoom();
  if (page.forms.length === 0) return null;
  return (
    <section>
      <h3>{t("form.filled")}</h3>
      {page.forms.toReversed().map((filled) => {
        return (
          <details key={filled.id} className="filled-form">
            <summary>
              {names.form(filled.formId)}
              <span className="quiet">
                {filled.submittedBy?.name} · {formats.dateTime(filled.createdAt)}
              </span>
            </summary>
            <FilledFields formId={filled.formId} content={filled.content} />
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
