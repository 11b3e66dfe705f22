import { Button } from "antd";
import type { JSX } from "react";
import { useTranslation } from "react-i18next";
import { useFormats } from "../../../../ui/i18n/use-formats.ts";
import { Card } from "../../../../ui/page/card.tsx";
import { Row, RowList } from "../../../../ui/page/row-list.tsx";

type Props = {
  merged: { id: string; name: string; mergedAt: string }[];
  /** null: may not undo. */
  onUndo: ((id: string) => void) | null;
  running: boolean;
};

/** Whom this customer took in; each can be taken apart again. */
export function MergedFrom({ merged, onUndo, running }: Props): JSX.Element | null {
  const { t } = useTranslation("customers");
  const formats = useFormats();
  if (merged.length === 0) return null;
  return (
    <Card title={t("merge.done_title")} lead={t("merge.done_lead")}>
      <RowList label={t("merge.done_title")}>
        {merged.map(({ id, name, mergedAt }) => (
          <Row
            key={id}
            title={name}
            meta={formats.dateTime(mergedAt)}
            aside={
              onUndo ? (
                <Button size="small" loading={running} onClick={() => onUndo(id)}>
                  {t("merge.undo")}
                </Button>
              ) : null
            }
          />
        ))}
      </RowList>
    </Card>
  );
}
