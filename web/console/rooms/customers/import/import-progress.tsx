import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Button, Progress } from "antd";
import { useEffect, type JSX } from "react";
import { useTranslation } from "react-i18next";
import { contactRoutes, importRoutes, organisationRoutes } from "../../../../../src/contract/customer-routes.ts";
import { addressOf } from "../../../../ui/api/address-of.ts";
import { call } from "../../../../ui/api/call.ts";
import { keyOf, useRenew } from "../../../../ui/api/use-route.ts";
import { useFormats } from "../../../../ui/i18n/use-formats.ts";
import { Card } from "../../../../ui/page/card.tsx";

const ASK_AGAIN_MS = 1_000;
const FIGURES = ["contactsMade", "contactsChanged", "organisationsMade", "unchanged", "badRows"] as const;

/** How far an import is, and what came of it. */
export function ImportProgress({ importId, onAgain }: { importId: string; onAgain: () => void }): JSX.Element | null {
  const { t } = useTranslation("customers");
  const formats = useFormats();
  const renew = useRenew();
  const params = { importId };
  const { data: report } = useQuery({
    queryKey: keyOf(importRoutes.show, { params }),
    queryFn: () => call(importRoutes.show, { params }),
    refetchInterval: ({ state }) => (state.data?.state === "done" ? false : ASK_AGAIN_MS),
  });
  const done = report?.state === "done";
  useEffect(() => {
    if (done) void renew(contactRoutes.list, organisationRoutes.list, importRoutes.list);
  }, [done, renew]);
  if (!report) return null;
  const percent = report.rowsTotal === 0 ? 100 : Math.round((report.rowsDone / report.rowsTotal) * 100);
  return (
    <Card title={done ? t("import.done") : t("import.running")} lead={report.fileName}>
      <Progress percent={done ? 100 : percent} status={done ? "success" : "active"} aria-label={t("import.running")} />
      <p className="page-hint" role="status">
        {t("import.rows_done", { done: report.rowsDone, total: report.rowsTotal })}
      </p>
      <dl className="import-figures">
        {FIGURES.map((figure) => (
          <div key={figure}>
            <dt>{t(`import.figure.${figure}`)}</dt>
            <dd className="tabular">{formats.number(report[figure])}</dd>
          </div>
        ))}
      </dl>
      {done ? (
        <div className="page-actions">
          {report.badRows > 0 ? (
            <a className="bh-button" href={addressOf(importRoutes.badRows.path, params)} download>
              {t("import.download_bad")}
            </a>
          ) : null}
          <Button onClick={onAgain}>{t("import.again")}</Button>
          <Link to="/customers" search={{}} className="bh-button is-primary">
            {t("import.to_customers")}
          </Link>
        </div>
      ) : (
        <p className="page-hint">{t("import.leave")}</p>
      )}
    </Card>
  );
}
