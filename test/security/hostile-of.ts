import { z } from "zod";
import { sampleOf } from "./sample-of.ts";

type JsonSchema = {
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
  type?: string;
  format?: string;
  items?: JsonSchema;
  properties?: Record<string, JsonSchema>;
  additionalProperties?: JsonSchema | boolean;
};
type Path = readonly string[];
type Leaf = { path: Path; values: readonly unknown[] };

const DEPTH = 20_000;
/** Stands for an object nested deeper than anything may recurse into; it cannot be written as a value. */
const DEEP_MARK = "@deep@";

/** JSON of an input, with the deep object in its place. */
export const hostileJson = (input: unknown): string =>
  JSON.stringify(input).replace(`"${DEEP_MARK}"`, () => '{"a":'.repeat(DEPTH) + "1" + "}".repeat(DEPTH));

const LONG_CHARS = 50_000;
const TEXTS = [
  "\u0000",
  "\ud800 alone \udfff",
  "\u202egnp.exe",
  "__proto__",
  "../../../../etc/passwd",
  "a\r\nBcc: all@innocent.example",
  "'; drop table ticket; --",
  "%00%ff%",
  "(".repeat(1_000),
  "9".repeat(40),
  "x".repeat(LONG_CHARS),
];
const MOMENTS = ["9999-12-31T23:59:59Z", "0000-01-01T00:00:00Z", "2026-13-45T99:99:99Z", "-271821-04-20T00:00:00Z"];
const NUMBERS = [2 ** 31, 2 ** 53 - 1, -(2 ** 53 - 1), 1e300, 0.5, -1];

/** Inputs that each carry one hostile value in a place where the schema takes something; otherwise as small as it takes. */
export function hostileInputs(schema: z.ZodType, ids: Record<string, string>, otherId: string): unknown[] {
  const json = z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }) as JsonSchema;
  return leavesOf(json, []).flatMap(({ path, values }) =>
    values.map((value) => withValue(sampleOf(schema, ids, otherId), path, value)),
  );
}

function leavesOf(schema: JsonSchema, path: Path): Leaf[] {
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return choices.flatMap((choice) => leavesOf(choice, path));
  if (schema.properties)
    return Object.entries(schema.properties).flatMap(([name, one]) => leavesOf(one, [...path, name]));
  if (schema.type === "object") return [{ path, values: records() }];
  if (schema.type === "array")
    return [...leavesOf(schema.items ?? {}, [...path, "0"]), { path, values: [Array(3_000).fill("x"), [null], [[]]] }];
  if (schema.type === "integer" || schema.type === "number")
    return [{ path, values: [...NUMBERS, ...NUMBERS.map(String)] }];
  if (schema.format === "date-time") return [{ path, values: MOMENTS }];
  if (schema.type === "string") return [{ path, values: TEXTS }];
  return [{ path, values: [...TEXTS.slice(0, 3), ...NUMBERS.slice(0, 2), records()[1]] }];
}

/** Records with keys that mean something to the language, and one that is deep. */
function records(): unknown[] {
  return [
    JSON.parse('{"constructor": 1, "toString": 2, "hasOwnProperty": 3}') as unknown,
    DEEP_MARK,
    Object.fromEntries(Array.from({ length: 2_000 }, (_, at) => [`k${at}`, 1])),
    { "\u0000": 1, "\ud800": 2, "": 3 },
  ];
}

function withValue(given: unknown, path: Path, value: unknown): unknown {
  const [name, ...rest] = path;
  if (name === undefined) return value;
  if (/^\d+$/.test(name)) return [withValue(Array.isArray(given) ? given[Number(name)] : undefined, rest, value)];
  const base = typeof given === "object" && given !== null && !Array.isArray(given) ? given : {};
  return { ...base, [name]: withValue((base as Record<string, unknown>)[name], rest, value) };
}
