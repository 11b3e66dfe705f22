import type { JSX } from "react";
import type { VersionDetail } from "../../../../../src/contract/studio-routes.ts";
import { isNothing, ItemFields } from "../shared/item-value.tsx";
import { isLocalText, isMapping, itemSays, namingKey } from "../shared/item-text.ts";
import { OriginMark } from "../shared/origin-mark.tsx";
import { useItemTitle } from "../shared/use-item-title.ts";
import { useLocalText } from "../shared/use-local-text.ts";
import { itemsOf, originOf, type Item } from "../shared/version-detail.ts";

type Props = { detail: VersionDetail; section: string; query: string };

/** A section of the pack, item by item, in words. */
export function ItemCards({ detail, section, query }: Props): JSX.Element {
  const titleOf = useItemTitle(detail);
  const items = itemsOf(detail.document, section);
  const whole = detail.document?.[section];
  if (items.length === 0 && isMapping(whole))
    return (
      <div className="manual-card">
        <ItemFields fields={Object.entries(whole).filter(([, value]) => !isNothing(value))} />
      </div>
    );
  return (
    <div className="manual-cards">
      {items
        .filter((item) => itemSays(item, query))
        .map((item) => (
          <ItemCard
            key={item.id}
            item={item}
            title={titleOf(section, item)}
            origin={originOf(detail, section, item.id)}
          />
        ))}
    </div>
  );
}

type CardProps = { item: Item; title: string; origin: string | null };

function ItemCard({ item, title, origin }: CardProps): JSX.Element {
  const local = useLocalText();
  const hidden = new Set(["id", "source", "children", "definition", namingKey(item)]);
  const { definition } = item as { definition?: unknown };
  const fields = Object.entries(item).filter(([key, value]) => !hidden.has(key) && !isNothing(value));
  return (
    <article className="manual-card" id={`item-${item.id}`}>
      <h4>{title}</h4>
      {isLocalText(definition) ? <p>{local(definition)}</p> : null}
      <ItemFields fields={fields} />
      <CardFoot id={item.id} source={item["source"]} origin={origin} />
    </article>
  );
}

/** Where an item is written, and what it goes back to. */
export function CardFoot(props: { id: string; source: unknown; origin: string | null }): JSX.Element {
  return (
    <p className="manual-foot">
      {typeof props.source === "string" ? <span>{props.source}</span> : null}
      <OriginMark origin={props.origin} />
      <code>{props.id}</code>
    </p>
  );
}
