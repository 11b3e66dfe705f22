import { useQuery } from "@tanstack/react-query";
import { Button, Select } from "antd";
import { useState, type JSX } from "react";
import { useTranslation } from "react-i18next";
import { importRoutes } from "../../../../../src/contract/customer-routes.ts";
import type { ImportPreview } from "../../../../../src/contract/customer-shapes.ts";
import {
  COLUMNS,
  isUsable,
  type Column,
  type ColumnMapping,
} from "../../../../../src/domain/contact/import-columns.ts";
import { call } from "../../../../ui/api/call.ts";
import { useCommand } from "../../../../ui/api/use-command.ts";
import { FormProblem } from "../../../../ui/forms/form-problem.tsx";
import { Card } from "../../../../ui/page/card.tsx";
import { Mark } from "../../../../ui/page/mark.tsx";
import { ErrorState } from "../../../../ui/states/error-state.tsx";
import { SkeletonText } from "../../../../ui/states/skeleton.tsx";
import { BadRows } from "./bad-rows.tsx";

type Props = { importId: string; uploaded: ImportPreview | null; onAgain: () => void };

/** Which column of the file is what, with the first rows and those that would be refused. */
export function MappingStep({ importId, uploaded, onAgain }: Props): JSX.Element {
  const { t } = useTranslation("customers");
  const [mapping, setMapping] = useState<ColumnMapping | null>(uploaded ? (uploaded.mapping as ColumnMapping) : null);
  const preview = useQuery({
    queryKey: [importRoutes.preview.id, importId, mapping],
    queryFn: () => call(importRoutes.preview, { params: { importId }, body: { mapping: mapping ?? {} } }),
    placeholderData: (before) => before ?? uploaded ?? undefined,
  });
  const run = useCommand(importRoutes.run, { renews: [importRoutes.show, importRoutes.list] });
  if (preview.isError) return <ErrorState error={preview.error} onRetry={() => void preview.refetch()} />;
  if (!preview.data) return <SkeletonText lines={6} />;
  const { report, headers, rows, badRows, badRowsTotal } = preview.data;
  const now = mapping ?? {};
  const usable = isUsable(now);
  return (
    <>
      <Card
        title={t("import.columns")}
        lead={t("import.file_facts", { name: report.fileName, rows: report.rowsTotal, encoding: report.encoding })}
        actions={<Button onClick={onAgain}>{t("import.other_file")}</Button>}
      >
        <div className="mapping">
          {COLUMNS.map((column) => (
            <label key={column} htmlFor={`column-${column}`}>
              <span>{t(`import.column.${column}`)}</span>
              <Select
                id={`column-${column}`}
                allowClear
                value={now[column] ?? null}
                placeholder={t("import.not_in_file")}
                options={headers.map((header, at) => ({
                  value: at,
                  label: header || t("import.column_number", { number: at + 1 }),
                }))}
                onChange={(at: number | undefined) => setMapping(changed(now, column, at))}
              />
            </label>
          ))}
        </div>
        {usable ? null : <Mark tone="wait">{t("import.needs_one")}</Mark>}
      </Card>
      <Card title={t("import.first_rows")}>
        <PreviewTable headers={headers} rows={rows} mapping={now} />
      </Card>
      <BadRows rows={badRows} total={badRowsTotal} />
      <FormProblem error={run.error} />
      <div className="import-foot">
        <span className="page-hint">
          {t("import.will_do", { good: report.rowsTotal - badRowsTotal, bad: badRowsTotal })}
        </span>
        <Button
          type="primary"
          disabled={!usable || preview.isFetching}
          loading={run.running}
          onClick={() => run.fire({ params: { importId }, body: { mapping: now } })}
        >
          {t("import.start")}
        </Button>
      </div>
    </>
  );
}

function changed(mapping: ColumnMapping, column: Column, at: number | undefined): ColumnMapping {
  const others = Object.entries(mapping).filter(([name, place]) => name !== column && place !== at);
  return { ...(Object.fromEntries(others) as ColumnMapping), ...(at === undefined ? {} : { [column]: at }) };
}

type TableProps = { headers: string[]; rows: ImportPreview["rows"]; mapping: ColumnMapping };

function PreviewTable({ headers, rows, mapping }: TableProps): JSX.Element {
  const { t } = useTranslation("customers");
  const columnAt = (at: number) => COLUMNS.find((column) => mapping[column] === at);
  return (
    <div className="import-table" role="region" aria-label={t("import.first_rows")} tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t("import.line")}</th>
            {headers.map((header, at) => {
              const column = columnAt(at);
              return (
                <th key={at} scope="col" className={column ? undefined : "is-left-out"}>
                  {header}
                  <span>{column ? t(`import.column.${column}`) : t("import.left_out")}</span>
                </th>
              );
            })}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ line, cells }) => (
            <tr key={line}>
              <td className="tabular quiet">{line}</td>
              {headers.map((_, at) => (
                <td key={at} className={columnAt(at) ? undefined : "is-left-out"}>
                  {cells[at]}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
