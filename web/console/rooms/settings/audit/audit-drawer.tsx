import type { JSX } from "react";
import { useTranslation } from "react-i18next";
import { FormDrawer } from "../../../../ui/forms/form-drawer.tsx";
import { useFormats } from "../../../../ui/i18n/use-formats.ts";
import type { AuditEntry } from "./audit-entry.ts";
import { readDetail } from "./audit-fields.ts";
import { useAuditWords } from "./audit-words.ts";
import { useValueWords } from "./use-value-words.ts";

/** One entry of the trail with everything that it keeps. */
export function AuditDrawer({ entry, onClose }: { entry: AuditEntry; onClose: () => void }): JSX.Element {
  const { t } = useTranslation("settings");
  const formats = useFormats();
  const { actionWord, targetWord, actorWord } = useAuditWords();
  const { fieldWord, valueWord } = useValueWords();
  const { changes, facts } = readDetail(entry.detail);
  return (
    <FormDrawer title={actionWord(entry.action)} onClose={onClose}>
      <dl className="facts">
        <dt>{t("audit.at")}</dt>
        <dd className="tabular">{formats.full(entry.at)}</dd>
        <dt>{t("audit.actor")}</dt>
        <dd>{actorWord(entry)}</dd>
        <dt>{t("audit.ip")}</dt>
        <dd className="tabular">{entry.ip ?? "—"}</dd>
        <dt>{t("audit.target")}</dt>
        <dd>
          {targetWord(entry.targetKind)} {entry.targetName}
          {entry.targetId ? <div className="quiet audit-code">{entry.targetId}</div> : null}
        </dd>
        <dt>{t("audit.code")}</dt>
        <dd className="audit-code">{entry.action}</dd>
      </dl>
      {changes.length > 0 ? (
        <>
          <h3 className="page-form-part">{t("audit.changes")}</h3>
          <table className="audit-changes">
            <thead>
              <tr>
                <th scope="col">{t("audit.field")}</th>
                <th scope="col">{t("audit.before")}</th>
                <th scope="col">{t("audit.after")}</th>
              </tr>
            </thead>
            <tbody>
              {changes.map(({ field, before, after }, place) => (
                <tr key={`${place} ${field}`}>
                  <th scope="row">{fieldWord(field)}</th>
                  <td>{valueWord(field, before)}</td>
                  <td>{valueWord(field, after)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      ) : null}
      {facts.length > 0 ? (
        <>
          <h3 className="page-form-part">{t("audit.facts")}</h3>
          <dl className="facts">
            {facts.map(({ field, value }) => (
              <div key={field} className="audit-fact">
                <dt>{fieldWord(field)}</dt>
                <dd>{valueWord(field, value)}</dd>
              </div>
            ))}
          </dl>
        </>
      ) : null}
    </FormDrawer>
  );
}
