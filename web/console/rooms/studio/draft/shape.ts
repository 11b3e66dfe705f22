import { alternatives, resolved, type Schema } from "./json-schema.ts";

/** How a value of the pack format is filled in. */
export type Shape =
  | { kind: "local_text" }
  | { kind: "text"; pattern: RegExp | null; isId: boolean; long: boolean }
  | { kind: "texts" }
  | { kind: "local_texts" }
  | { kind: "choice"; options: Literal[] }
  | { kind: "choices"; options: Literal[] }
  | { kind: "number"; min: number | null; max: number | null }
  | { kind: "flag" }
  | { kind: "group"; fields: FieldShape[] }
  | { kind: "list"; item: Shape }
  /** One of several groups, told apart by the field that only it has, or one of several words. */
  | { kind: "variants"; literals: Literal[]; variants: { key: string; group: Shape & { kind: "group" } }[] }
  /** Only in the text. */
  | { kind: "other" };
type Literal = string | number;
export type FieldShape = { key: string; required: boolean; shape: Shape };

const DEPTH_MAX = 8;
const LONG_CHARS = 1_000;
/** `[a-z0-9]…`: a name that other items call it by. */
const ID_PATTERN = "^[a-z0-9][a-z0-9._-]";

/** The form that a schema asks for. */
export function shapeOf(root: Schema, schema: Schema, depth = 0): Shape {
  const options = alternatives(root, schema);
  const [first] = options;
  if (!first || depth > DEPTH_MAX) return { kind: "other" };
  const list = options.find(({ items }) => items !== undefined);
  if (list?.items) return listShape(shapeOf(root, list.items, depth + 1));
  if (options.length === 1) return oneShape(root, first, depth);
  const groups = options.filter(({ properties }) => properties !== undefined);
  const words = options.filter(({ properties }) => properties === undefined).map(literalsOf);
  if (words.some((one) => one === null)) return { kind: "other" };
  const literals = words.flatMap((one) => one ?? []);
  return groups.length === 0 ? { kind: "choice", options: literals } : variantsOf(root, { groups, literals }, depth);
}

const literalsOf = (schema: Schema): Literal[] | null =>
  schema.const === undefined ? ((schema.enum as Literal[] | undefined) ?? null) : [schema.const as Literal];

function listShape(item: Shape): Shape {
  if (item.kind === "choice") return { kind: "choices", options: item.options };
  if (item.kind === "text") return { kind: "texts" };
  if (item.kind === "local_text") return { kind: "local_texts" };
  return { kind: "list", item };
}

function oneShape(root: Schema, schema: Schema, depth: number): Shape {
  if (schema.enum) return { kind: "choice", options: [...schema.enum] as Literal[] };
  if (schema.type === "boolean") return { kind: "flag" };
  if (schema.type === "integer" || schema.type === "number")
    return { kind: "number", min: schema.minimum ?? null, max: schema.maximum ?? null };
  if (schema.type === "string") return textShape(schema);
  return schema.properties ? groupShape(root, schema, depth) : { kind: "other" };
}

function textShape({ pattern, maxLength }: Schema): Shape {
  return {
    kind: "text",
    pattern: pattern === undefined ? null : new RegExp(pattern),
    isId: pattern?.startsWith(ID_PATTERN) ?? false,
    long: pattern === undefined && (maxLength ?? 0) > LONG_CHARS,
  };
}

function groupShape(root: Schema, schema: Schema, depth: number): Shape {
  const properties = Object.entries(schema.properties ?? {});
  if (
    properties.length === 2 &&
    properties.every(([key, one]) => isLanguage(key) && resolved(root, one).type === "string")
  )
    return { kind: "local_text" };
  return {
    kind: "group",
    fields: properties
      .filter(([key]) => key !== "children")
      .map(([key, one]) => ({
        key,
        required: schema.required?.includes(key) ?? false,
        shape: shapeOf(root, one, depth + 1),
      })),
  };
}

const isLanguage = (key: string) => key === "zh" || key === "en";

type Told = { groups: readonly Schema[]; literals: Literal[] };

function variantsOf(root: Schema, { groups, literals }: Told, depth: number): Shape {
  const variants = groups.flatMap((schema) => {
    const group = groupShape(root, schema, depth);
    const key =
      schema.required?.find((name) => groups.every((other) => other === schema || !other.required?.includes(name))) ??
      schema.required?.[0];
    return group.kind === "group" && key !== undefined ? [{ key, group }] : [];
  });
  const isTold = new Set(variants.map(({ key }) => key)).size === groups.length;
  return isTold ? { kind: "variants", literals, variants } : { kind: "other" };
}

export type Values = Readonly<Record<string, unknown>>;

/** What a new value begins as. */
export function emptyOf(shape: Shape): unknown {
  switch (shape.kind) {
    case "local_text":
      return { zh: "", en: "" };
    case "text":
      return "";
    case "texts":
    case "local_texts":
    case "choices":
    case "list":
      return [];
    case "choice":
      return shape.options[0] ?? "";
    case "number":
      return shape.min ?? 0;
    case "flag":
      return true;
    case "group":
      return Object.fromEntries(
        shape.fields.filter(({ required }) => required).map((field) => [field.key, emptyOf(field.shape)]),
      );
    case "variants":
      return shape.literals[0] ?? (shape.variants[0] ? emptyOf(shape.variants[0].group) : {});
    case "other":
      return null;
  }
}

/** What was left empty is not written. */
export function withoutEmpty(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutEmpty);
  if (typeof value !== "object" || value === null) return value;
  const kept = Object.entries(value)
    .map(([key, one]) => [key, withoutEmpty(one)] as const)
    .filter(([, one]) => one !== undefined && one !== "" && !isEmptyText(one));
  return Object.fromEntries(kept);
}

const isEmptyText = (value: unknown) =>
  typeof value === "object" && value !== null && !Array.isArray(value) && Object.keys(value).length === 0;

/** The same value with its fields in the order of the format, as people write them. */
export function inOrder(shape: Shape, value: unknown): unknown {
  if (shape.kind === "list" && Array.isArray(value)) return value.map((one) => inOrder(shape.item, one));
  if (shape.kind === "variants") {
    const variant = variantOf(shape, value);
    return variant ? inOrder(variant.group, value) : value;
  }
  if (shape.kind !== "group" || typeof value !== "object" || value === null || Array.isArray(value)) return value;
  const given = value as Values;
  const known = shape.fields.filter(({ key }) => key in given);
  const rest = Object.entries(given).filter(([key]) => !shape.fields.some((field) => field.key === key));
  return Object.fromEntries([...known.map(({ key, shape: one }) => [key, inOrder(one, given[key])]), ...rest]);
}

/** Where a form cannot be right yet: paths such as `title.en`, `demands.0.label.zh`. */
export function faultsOf(shape: Shape, value: unknown, path = ""): string[] {
  const at = (key: string | number) => (path === "" ? String(key) : `${path}.${key}`);
  if (value === undefined || value === null) return [];
  switch (shape.kind) {
    case "local_text": {
      const { zh, en } = value as { zh?: string; en?: string };
      return [...(zh?.trim() ? [] : [at("zh")]), ...(en?.trim() ? [] : [at("en")])];
    }
    case "text":
      return typeof value === "string" && (shape.pattern?.test(value) ?? value.trim() !== "") ? [] : [path];
    case "local_texts":
      return (value as unknown[]).flatMap((one, index) => faultsOf({ kind: "local_text" }, one, at(index)));
    case "list":
      return asList(value).flatMap((one, index) => faultsOf(shape.item, one, at(index)));
    case "group":
      return shape.fields.flatMap((field) => fieldFaults(field, (value as Values)[field.key], at(field.key)));
    case "variants":
      return variantFaults(shape, value, path);
    default:
      return [];
  }
}

function variantFaults(shape: Shape & { kind: "variants" }, value: unknown, path: string): string[] {
  if (shape.literals.some((one) => one === value)) return [];
  const variant = variantOf(shape, value);
  return variant ? faultsOf(variant.group, value, path) : [path];
}

function fieldFaults({ required, shape }: FieldShape, value: unknown, path: string): string[] {
  if (value === undefined || value === null || value === "") return required ? [path] : [];
  return !required && isBlankText(shape, value) ? [] : faultsOf(shape, value, path);
}

const isBlankText = (shape: Shape, value: unknown) =>
  shape.kind === "local_text" && Object.values(value as Values).every((text) => String(text).trim() === "");

/** One stands for a list of one. */
export const asList = (value: unknown): unknown[] =>
  Array.isArray(value) ? value : value === undefined || value === null ? [] : [value];

export const variantOf = (shape: Shape & { kind: "variants" }, value: unknown) =>
  shape.variants.find(({ key }) => typeof value === "object" && value !== null && key in value) ?? null;
