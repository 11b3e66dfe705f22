import type { LocalText } from "../local-text.ts";
import { allCategories, type Category } from "./category.ts";

/** How the desk asks for a field of the intake record that a case cannot do without (REQ: IN-10). */
export type Supplement = { id: string; label: LocalText; question: LocalText; source: string };

type Asking = { categories: readonly Category[]; supplements: readonly Supplement[] };

/** What is asked for: a field that the category requires and nobody has filled in. */
export type MissingField = { id: string; label: LocalText; question: LocalText };

/**
 * The fields that the category, or else the one above it, requires and that `given` does not have. A category
 * that nobody has set asks for nothing; a field without a question of its own is left out.
 */
export function missingFields(
  pack: Asking,
  categoryId: string | null,
  given: Readonly<Record<string, unknown>>,
): MissingField[] {
  return requiredFields(pack, categoryId).flatMap((id) => {
    const rule = pack.supplements.find((supplement) => supplement.id === id);
    return rule && isEmpty(given[id]) ? [{ id, label: rule.label, question: rule.question }] : [];
  });
}

function requiredFields({ categories }: Pick<Asking, "categories">, categoryId: string | null): readonly string[] {
  const path = allCategories(categories).filter(({ id }) => id === categoryId || categoryId?.startsWith(`${id}.`));
  return path.findLast(({ requiredFields: fields }) => fields.length > 0)?.requiredFields ?? [];
}

const isEmpty = (value: unknown) =>
  value == null || (typeof value === "string" && value.trim() === "") || (Array.isArray(value) && value.length === 0);
