import type { JSX } from "react";
import { useTranslation } from "react-i18next";
import { importRoutes } from "../../../../../src/contract/customer-routes.ts";
import { useRoute } from "../../../../ui/api/use-route.ts";
import { useFormats } from "../../../../ui/i18n/use-formats.ts";
import { Card } from "../../../../ui/page/card.tsx";
import { Mark } from "../../../../ui/page/mark.tsx";
import { Row, RowList } from "../../../../ui/page/row-list.tsx";

const TONES = { uploaded: "wait", running: "wait", done: "good" } as const;

/** What was imported in the last days. */
export function EarlierImports({ onOpen }: { onOpen: (id: string) => void }): JSX.Element | null {
  const { t } = useTranslation("customers");
  const formats = useFormats();
  const imports = useRoute(importRoutes.list, {});
  const items = imports.data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <div className="page-gap">
      <Card title={t("import.earlier")}>
        <RowList label={t("import.earlier")}>
          {items.map((one) => (
            <Row
              key={one.id}
              title={one.fileName}
              onOpen={() => onOpen(one.id)}
              meta={
                <>
                  <span>{formats.dateTime(one.createdAt)}</span>
                  <span>{t("import.rows_done", { done: one.rowsDone, total: one.rowsTotal })}</span>
                </>
              }
              aside={<Mark tone={TONES[one.state]}>{t(`import.state.${one.state}`)}</Mark>}
            />
          ))}
        </RowList>
      </Card>
    </div>
  );
}
