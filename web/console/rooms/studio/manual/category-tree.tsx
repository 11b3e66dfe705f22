import type { JSX } from "react";
import { useTranslation } from "react-i18next";
import type { VersionDetail } from "../../../../../src/contract/studio-routes.ts";
import type { Category } from "../../../../../src/domain/sop/category.ts";
import { useFormatWords } from "../shared/format-words.ts";
import { itemSays } from "../shared/item-text.ts";
import { OriginMark } from "../shared/origin-mark.tsx";
import { useLocalText } from "../shared/use-local-text.ts";
import { originOf } from "../shared/version-detail.ts";

type Props = { detail: VersionDetail; categories: readonly Category[]; query: string };

/** The categories as a tree, each with what it means and what falls under it. REQ: TR-01 */
export function CategoryTree({ detail, categories, query }: Props): JSX.Element {
  return (
    <ul className="category-tree">
      {categories
        .filter((category) => itemSays(category, query))
        .map((category) => (
          <CategoryNode key={category.id} detail={detail} category={category} query={query} />
        ))}
    </ul>
  );
}

type NodeProps = { detail: VersionDetail; category: Category; query: string };

function CategoryNode({ detail, category, query }: NodeProps): JSX.Element {
  const { t } = useTranslation("studio");
  const local = useLocalText();
  const words = useFormatWords();
  return (
    <li>
      <p className="category-name">
        <strong>{local(category.name)}</strong>
        <code>{category.id}</code>
        <OriginMark origin={originOf(detail, "categories", category.id)} />
      </p>
      <p>{local(category.definition)}</p>
      {category.examples.length > 0 ? (
        <p className="quiet">{t("manual.examples", { examples: category.examples.map(local).join(t("joint")) })}</p>
      ) : null}
      {category.requiredFields.length > 0 ? (
        <p className="quiet">
          {t("manual.required_fields", {
            fields: category.requiredFields.map((id) => words.value(id)).join(t("joint")),
          })}
        </p>
      ) : null}
      {category.children.length > 0 ? (
        <CategoryTree
          detail={detail}
          categories={category.children}
          query={itemSays(nameless(category), query) ? "" : query}
        />
      ) : null}
    </li>
  );
}

/** A category without what lies below it: when it says the words itself, all of its children are shown. */
const nameless = ({ children: _children, ...own }: Category) => own;
