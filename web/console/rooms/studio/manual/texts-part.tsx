import type { JSX } from "react";
import { useTranslation } from "react-i18next";
import type { VersionDetail } from "../../../../../src/contract/studio-routes.ts";
import { isLocalText, itemSays, nameOf } from "../shared/item-text.ts";
import { useLocalText } from "../shared/use-local-text.ts";
import { itemsOf, originOf, type Item } from "../shared/version-detail.ts";
import { CardFoot } from "./item-cards.tsx";

type Props = { detail: VersionDetail; section: string; query: string };

const BODIES = ["body", "text"] as const;

/** What the desk writes: notices and scripts, subject and text. */
export function TextsPart({ detail, section, query }: Props): JSX.Element {
  return (
    <div className="manual-cards">
      {itemsOf(detail.document, section)
        .filter((item) => itemSays(item, query))
        .map((item) => (
          <TextCard key={item.id} item={item} origin={originOf(detail, section, item.id)} />
        ))}
    </div>
  );
}

function TextCard({ item, origin }: { item: Item; origin: string | null }): JSX.Element {
  const { t } = useTranslation("studio");
  const local = useLocalText();
  const name = nameOf(item);
  const body = BODIES.map((key) => item[key]).find(isLocalText);
  return (
    <article className="manual-card" id={`item-${item.id}`}>
      <h4>{name ? local(name) : item.id}</h4>
      {body ? <p className="page-preview">{local(body)}</p> : <p className="quiet">{t("value_none")}</p>}
      <CardFoot id={item.id} source={item["source"]} origin={origin} />
    </article>
  );
}
