import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Button } from "antd";
import type { JSX } from "react";
import { useTranslation } from "react-i18next";
import { useFormats } from "../../../../ui/i18n/use-formats.ts";
import { Card } from "../../../../ui/page/card.tsx";
import { duplicatesKey, listDuplicates, type Mergeable } from "./merger-routes.ts";

type Props = { of: Mergeable; id: string; onMerge: ((into: string) => void) | null };

/** Who may be the same, and why one thinks so. */
export function DuplicatesCard({ of, id, onMerge }: Props): JSX.Element | null {
  const { t } = useTranslation("customers");
  const formats = useFormats();
  const found = useQuery({ queryKey: duplicatesKey(of, id), queryFn: () => listDuplicates(of, id) });
  const items = found.data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <Card title={t("merge.maybe")} lead={t("merge.maybe_lead")}>
      <ul className="duplicates">
        {items.map((one) => (
          <li key={one.id}>
            <span>
              {of === "contact" ? (
                <Link to="/customers/contacts/$contactId" params={{ contactId: one.id }} search={{}}>
                  {one.name}
                </Link>
              ) : (
                <Link to="/customers/organisations/$organisationId" params={{ organisationId: one.id }} search={{}}>
                  {one.name}
                </Link>
              )}
              <span className="quiet">
                {t(`merge.why.${one.why}`)} · {formats.percent(one.score)}
              </span>
            </span>
            {onMerge ? (
              <Button size="small" onClick={() => onMerge(one.id)}>
                {t("merge.into_this")}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
    </Card>
  );
}
