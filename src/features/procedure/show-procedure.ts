import type { ProcedureShape } from "../../contract/procedure-routes.ts";
import type { Category } from "../../domain/sop/index.ts";
import type { Procedure } from "../../core/sop/index.ts";

/** The published procedure as the console shows it. */
export function showProcedure({ sopVersionId, pack }: Procedure): ProcedureShape {
  return {
    sopVersionId,
    name: pack.name,
    kinds: pack.kinds.map(({ id, name, definition }) => ({ id, name, definition })),
    categories: flatten(pack.categories, 1),
    tags: pack.tags.map(({ id, name }) => ({ id, name })),
    forms: pack.forms.map(({ id, title, audience, fields }) => ({
      id,
      title,
      audience,
      fields: fields.map((field) => ({
        ...field,
        requiredWhen: field.requiredWhen && { field: field.requiredWhen.field, is: [...field.requiredWhen.is] },
        options: [...field.options],
      })),
    })),
    promises: pack.promises.map(({ id, metric, title, source }) => ({ id, metric, title, source })),
    steps: pack.steps.map(({ id, title }) => ({ id, title })),
    authorities: pack.authorities.map(({ id, what }) => ({ id, what })),
  };
}

function flatten(categories: readonly Category[], level: number): ProcedureShape["categories"] {
  return categories.flatMap(({ id, name, definition, examples, children }) => [
    { id, name, definition, examples: [...examples], level },
    ...flatten(children, level + 1),
  ]);
}
