import type { LocalText } from "../local-text.ts";

export const FIELD_TYPES = [
  "text",
  "long_text",
  "select",
  "multi_select",
  "number",
  "date_time",
  "boolean",
  "keywords",
  "duration",
] as const;
export type FieldType = (typeof FIELD_TYPES)[number];

/** Where a field's first value comes from. */
export const PREFILLS = [
  "ticket.subject",
  "ticket.category",
  "customer.name",
  "organisation.name",
  "last_answer",
] as const;
export type Prefill = (typeof PREFILLS)[number];

export type Field = {
  id: string;
  label: LocalText;
  help: LocalText | null;
  type: FieldType;
  required: boolean;
  /** Required as well when another field holds one of these values. */
  requiredWhen: { field: string; is: readonly string[] } | null;
  options: readonly { id: string; label: LocalText }[];
  charsMax: number;
  prefill: Prefill | null;
  /** Filled by the desk, never by hand. */
  computed: "time_taken" | null;
  /** A date that the customer is promised: beyond the standard only by who has the authority. */
  promised?: boolean;
};

export type Form = {
  id: string;
  version: number;
  title: LocalText;
  /** What the customer gets to read; null for a form of the desk's own. */
  audience: "customer" | "staff";
  fields: readonly Field[];
  source: string;
};

export type FieldProblem = { fieldId: string; problem: LocalText };

const KEYWORDS_MAX = 50;

/** What of a form's content is missing, unknown or of the wrong type, in both languages. */
export function formProblems(form: Form, content: Readonly<Record<string, unknown>>): FieldProblem[] {
  const unknown = Object.keys(content).filter((key) => !form.fields.some(({ id }) => id === key));
  return [
    ...form.fields.flatMap((field) => problemOf(field, content)),
    ...unknown.map((fieldId) => ({
      fieldId,
      problem: { zh: `表单没有字段“${fieldId}”`, en: `The form has no field "${fieldId}"` },
    })),
  ];
}

function problemOf(field: Field, content: Readonly<Record<string, unknown>>): FieldProblem[] {
  const value = content[field.id];
  const told = (zh: string, en: string) => [
    { fieldId: field.id, problem: { zh: `${field.label.zh}：${zh}`, en: `${field.label.en}: ${en}` } },
  ];
  if (isEmpty(value)) return isRequired(field, content) ? told("必须填写", "is required") : [];
  if (!fits(field, value)) return told("内容不符合要求", "does not fit the field");
  if (typeof value === "string" && value.length > field.charsMax)
    return told(`不能超过 ${field.charsMax} 个字符`, `must not exceed ${field.charsMax} characters`);
  return [];
}

const isEmpty = (value: unknown) =>
  value == null || (typeof value === "string" && value.trim() === "") || (Array.isArray(value) && value.length === 0);

function isRequired({ required, requiredWhen, computed }: Field, content: Readonly<Record<string, unknown>>): boolean {
  if (computed !== null) return false;
  if (required) return true;
  return requiredWhen !== null && requiredWhen.is.includes(String(content[requiredWhen.field]));
}

const isText = (value: unknown): value is string => typeof value === "string";
const isAmount = (value: unknown) => typeof value === "number" && Number.isFinite(value);

function fits({ type, options, charsMax }: Field, value: unknown): boolean {
  const isOption = (item: unknown) => options.some(({ id }) => id === item);
  switch (type) {
    case "boolean":
      return typeof value === "boolean";
    case "number":
    case "duration":
      return isAmount(value);
    case "select":
      return isOption(value);
    case "multi_select":
      return Array.isArray(value) && value.every(isOption);
    case "keywords":
      return (
        Array.isArray(value) &&
        value.length <= KEYWORDS_MAX &&
        value.every((item) => isText(item) && item.length <= charsMax)
      );
    case "date_time":
      return isText(value) && /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/.test(value);
    default:
      return isText(value);
  }
}
