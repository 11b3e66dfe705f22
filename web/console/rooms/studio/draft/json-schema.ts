/** As much of JSON Schema as the pack format uses. */
export type Schema = {
  type?: string | readonly string[];
  enum?: readonly unknown[];
  const?: unknown;
  properties?: Readonly<Record<string, Schema>>;
  required?: readonly string[];
  items?: Schema;
  anyOf?: readonly Schema[];
  allOf?: readonly Schema[];
  additionalProperties?: boolean | Schema;
  definitions?: Readonly<Record<string, Schema>>;
  $ref?: string;
  pattern?: string;
  description?: string;
  minimum?: number;
  maximum?: number;
  maxLength?: number;
};

const REF_HOPS_MAX = 8;

/** Follows references within the document. */
export function resolved(root: Schema, schema: Schema): Schema {
  let at = schema;
  for (let hop = 0; hop < REF_HOPS_MAX && at.$ref !== undefined; hop++) {
    const next = at.$ref
      .replace(/^#\//, "")
      .split("/")
      .reduce<unknown>((part, key) => (part as Record<string, unknown> | undefined)?.[key], root);
    if (!next) break;
    at = next as Schema;
  }
  const only = at.allOf?.length === 1 ? at.allOf[0] : undefined;
  return only ? resolved(root, only) : at;
}

/** What a schema allows, alternatives laid out; `null` as an alternative is left out. */
export function alternatives(root: Schema, schema: Schema): Schema[] {
  const at = resolved(root, schema);
  if (!at.anyOf) return at.type === "null" ? [] : [at];
  return at.anyOf.flatMap((one) => alternatives(root, one));
}

/** The schema of one item of a section, `priority.keywords` too; null when the section is no list of items with ids. */
export function itemSchema(root: Schema, section: string): Schema | null {
  let at: Schema | undefined = root;
  for (const key of section.split(".")) at = at && resolved(root, at).properties?.[key];
  const list = at && alternatives(root, at).find(({ items }) => items !== undefined);
  const item = list?.items && resolved(root, list.items);
  return item && alternatives(root, item).every(({ properties }) => properties?.["id"]) ? item : null;
}

/** The sections whose items can be changed one by one. */
export function itemSections(root: Schema): string[] {
  const sections = Object.keys(root.properties ?? {});
  return [...sections, "priority.keywords"].filter((section) => itemSchema(root, section) !== null);
}
