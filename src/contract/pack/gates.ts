import { z } from "zod";
import { ROLES } from "../../domain/permission/index.ts";
import {
  AUTHORITY_KINDS,
  GOVERNED,
  TRANSITIONS,
  type Authority,
  type Governed,
  type Gate,
  type GateDemand,
  type Step,
} from "../../domain/sop/index.ts";
import { conditions } from "./conditions.ts";
import { figure, list, localText, slug, text } from "./words.ts";

const demand: z.ZodType<GateDemand> = z.union([
  z
    .strictObject({ form: slug, label: localText })
    .transform(({ form, label }) => ({ kind: "form" as const, formId: form, label })),
  z
    .strictObject({ confirmation: z.literal(true), or_line: slug.nullable().default(null), label: localText })
    .transform(({ or_line, label }) => ({ kind: "confirmation" as const, orLine: or_line, label })),
  z
    .strictObject({ step: slug, label: localText })
    .transform(({ step, label }) => ({ kind: "step" as const, stepId: step, label })),
  z
    .strictObject({
      approval: slug,
      of: z
        .strictObject({ form: slug, field: slug.nullable().default(null) })
        .nullable()
        .default(null),
      label: localText,
    })
    .transform(({ approval, of, label }) => ({
      kind: "approval" as const,
      authorityId: approval,
      of: of && { formId: of.form, field: of.field },
      label,
    })),
  z
    .strictObject({ watch: slug, label: localText })
    .transform(({ watch, label }) => ({ kind: "watch" as const, lineId: watch, label })),
]);

export const gate: z.ZodType<Gate> = z.strictObject({
  id: slug,
  transition: z.enum(TRANSITIONS),
  when: conditions,
  demands: list(demand).min(1),
  source: text,
});

export const step: z.ZodType<Step> = z.strictObject({
  id: slug,
  title: localText,
  help: localText.nullable().default(null),
  after: list(slug).default([]),
  source: text,
});

const grant = z
  .strictObject({ role: z.enum(ROLES), up_to: figure })
  .transform(({ role, up_to }) => ({ role, upTo: up_to }));
export const authority: z.ZodType<Authority> = z.strictObject({
  id: slug,
  kind: z.enum(AUTHORITY_KINDS),
  what: localText,
  grants: list(grant).min(1),
  governs: z
    .enum(Object.keys(GOVERNED) as Governed[])
    .nullable()
    .default(null),
  source: text,
});
