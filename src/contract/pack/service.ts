import { z } from "zod";
import type { CallBackRule, PackChannel, PackScript, Supplement, TransferRule } from "../../domain/sop/index.ts";
import { SCRIPT_SCENES } from "../../domain/sop/index.ts";
import { conditions } from "./conditions.ts";
import { effect } from "./effects.ts";
import { duration, list, localText, slug, text } from "./words.ts";

const RINGS_MAX = 50;

export const channel: z.ZodType<PackChannel> = z
  .strictObject({
    id: slug,
    name: localText,
    owner: slug,
    answered_within: duration.nullable().default(null),
    rings_max: z.int().min(1).max(RINGS_MAX).nullable().default(null),
    measured_by: z.enum(["taken_up", "first_response"]).nullable().default(null),
    tag: slug.nullable().default(null),
    calendar: slug.default("always"),
    on_breach: list(effect).default([]),
    greeting: slug.nullable().default(null),
    source: text,
  })
  .transform(({ answered_within, rings_max, measured_by, on_breach, ...rest }) => ({
    ...rest,
    answeredWithinMs: answered_within,
    ringsMax: rings_max,
    measuredBy: measured_by,
    onBreach: on_breach,
  }));

export const script: z.ZodType<PackScript> = z.strictObject({
  id: slug,
  scene: z.enum(SCRIPT_SCENES),
  channel: slug.nullable().default(null),
  title: localText,
  text: localText,
  source: text,
});

export const supplement: z.ZodType<Supplement> = z.strictObject({
  id: slug,
  label: localText,
  question: localText,
  source: text,
});

export const transfer: z.ZodType<TransferRule> = z
  .strictObject({
    id: slug,
    teams: list(slug).default([]),
    when: conditions,
    form: slug,
    contact_field: slug.nullable().default(null),
    coordinator_field: slug.nullable().default(null),
    promises: list(slug).default([]),
    late_to: z.enum(["leader", "supervisor"]).default("leader"),
    visible_to_customer: z.boolean().default(false),
    source: text,
  })
  .transform(({ contact_field, coordinator_field, late_to, visible_to_customer, ...rest }) => ({
    ...rest,
    contactField: contact_field,
    coordinatorField: coordinator_field,
    lateTo: late_to,
    visibleToCustomer: visible_to_customer,
  }));

export const callBack: z.ZodType<CallBackRule> = z
  .strictObject({
    id: slug,
    when: conditions,
    after: duration,
    by: z.enum(["owner", "senior", "supervisor", "customer_success"]),
    script: slug.nullable().default(null),
    source: text,
  })
  .transform(({ after, ...rest }) => ({ ...rest, afterMs: after }));
