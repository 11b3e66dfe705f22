import type { LocalText } from "../local-text.ts";

/** A place in the category tree; its id is its path: `fault.software.crash`. */
export type Category = {
  id: string;
  name: LocalText;
  definition: LocalText;
  examples: readonly LocalText[];
  /** Fields of the intake record that a case of this category needs. */
  requiredFields: readonly string[];
  children: readonly Category[];
};

export const CATEGORY_LEVELS_MAX = 3;

/** Every category of the tree, a parent before its children. */
export const allCategories = (categories: readonly Category[]): Category[] =>
  categories.flatMap((category) => [category, ...allCategories(category.children)]);
