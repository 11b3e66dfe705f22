import { z } from "zod";
import type { Category } from "../../domain/sop/index.ts";
import { list, localText, slug } from "./words.ts";

export const category: z.ZodType<Category> = z
  .strictObject({
    id: slug,
    name: localText,
    definition: localText,
    examples: list(localText).default([]),
    required_fields: list(slug).default([]),
    get children() {
      return list(category).default([]);
    },
  })
  .transform(({ required_fields, ...rest }) => ({ ...rest, requiredFields: required_fields }));
