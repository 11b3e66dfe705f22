import type { JSX } from "react";
import { useTranslation } from "react-i18next";
import type { BadRow } from "../../../../../src/contract/customer-shapes.ts";
import { Card } from "../../../../ui/page/card.tsx";
import { useMe } from "../../../session/me.ts";

/** Rows that would be left out, each with the cell and what is wrong with it. */
export function BadRows({ rows, total }: { rows: BadRow[]; total: number }): JSX.Element | null {
  const { t } = useTranslation("customers");
  const { language } = useMe();
  if (total === 0) return null;
  return (
    <Card title={t("import.bad_rows", { count: total })} lead={t("import.bad_rows_help")}>
      <ul className="bad-rows">
        {rows.map(({ line, complaints }) => (
          <li key={line}>
            <span className="tabular">{t("import.line_number", { line })}</span>
            <span>
              {complaints.map(({ column, value, reason }) => (
                <span key={column} className="bad-cell">
                  <strong>{column}</strong> {value ? <code>{value}</code> : null} {reason[language]}
                </span>
              ))}
            </span>
          </li>
        ))}
      </ul>
      {rows.length < total ? (
        <p className="page-hint">{t("import.bad_rows_more", { count: total - rows.length })}</p>
      ) : null}
    </Card>
  );
}
