import { z } from "zod";

type JsonSchema = {
  const?: unknown;
  enum?: unknown[];
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
  allOf?: JsonSchema[];
  type?: string;
  format?: string;
  pattern?: string;
  minLength?: number;
  minimum?: number;
  minItems?: number;
  items?: JsonSchema;
  properties?: Record<string, JsonSchema>;
  required?: string[];
};

/** The smallest input that a schema takes: required fields only. Ids are those of `ids` by field name, else `otherId`. */
export function sampleOf(schema: z.ZodType, ids: Record<string, string>, otherId: string): unknown {
  const json = z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }) as JsonSchema;
  return build(json, { ids, otherId, name: "" });
}

type Place = { ids: Record<string, string>; otherId: string; name: string };

function build(schema: JsonSchema, at: Place): unknown {
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[0];
  const choice = schema.anyOf?.[0] ?? schema.oneOf?.[0] ?? schema.allOf?.[0];
  if (choice) return build(choice, at);
  switch (schema.type) {
    case "object":
      return Object.fromEntries(
        (schema.required ?? []).map((name) => [name, build(schema.properties?.[name] ?? {}, { ...at, name })]),
      );
    case "array":
      return Array.from({ length: schema.minItems ?? 0 }, () => build(schema.items ?? {}, at));
    case "integer":
    case "number":
      return Math.max(1, schema.minimum ?? 1);
    case "boolean":
      return true;
    case "null":
      return null;
    default:
      return text(schema, at);
  }
}

function text(schema: JsonSchema, at: Place): string {
  if (schema.format === "uuid") return at.ids[at.name] ?? at.otherId;
  if (schema.format === "date-time") return "2030-01-01T00:00:00.000Z";
  if (schema.format === "email") return "someone@desk.test";
  return "x".repeat(Math.max(1, schema.minLength ?? 1));
}
