import { z } from "zod";
import { REASON_CHARS_MAX, language } from "./common.ts";
import { defineRoute } from "./route.ts";

const tag = "customer pages";
const TOKEN_CHARS_MAX = 600;
const ANSWERS_PER_MINUTE_MAX = 30;
const COMMENT_CHARS_MAX = 5_000;

const caseParams = z.object({ token: z.string().max(TOKEN_CHARS_MAX) });
const level = z.number().int().min(1).max(5);
/** A level of a scale, or of nps from 0 to 10. */
const answer = z.number().int().min(0).max(10);

/** What the customer sees of a case through the signed link: nothing of the desk's inside. */
export const customerCase = z.object({
  deskName: z.string(),
  /** `#rrggbb` that bears white letters. */
  deskColour: z.string(),
  number: z.number().int(),
  subject: z.string(),
  language,
  customerName: z.string(),
  status: z.enum(["awaiting_confirmation", "confirmed", "reopened", "closed"]),
  /** Why it closed without an answer; null otherwise. */
  closedByRule: z.boolean(),
  solvedAt: z.iso.datetime().nullable(),
  /** When it closes by rule if nobody answers. */
  closesAt: z.iso.datetime().nullable(),
  /** Of a case that is open again: until when the customer was promised to hear from us; null once that is over. */
  hearsBy: z.iso.datetime().nullable(),
  /** The result notice, field by field, in the customer's language. */
  notice: z.array(z.object({ label: z.string(), text: z.string() })),
  survey: z.object({
    answered: z.boolean(),
    satisfaction: level.nullable(),
    title: z.string(),
    thanks: z.string(),
    questions: z.array(
      z.object({
        id: z.string(),
        label: z.string(),
        type: z.enum(["scale", "text", "nps"]),
        required: z.boolean(),
        levels: z.array(z.object({ value: answer, label: z.string() })),
      }),
    ),
  }),
});
export type CustomerCase = z.output<typeof customerCase>;

export const getCustomerCase = defineRoute({
  id: "getCustomerCase",
  method: "GET",
  path: "/api/v1/cases/:token",
  access: "public",
  tag,
  summary: "A solved case, by the signed link of its result notice",
  params: caseParams,
  /** The page's own language; the case's when absent. */
  query: z.object({ language: language.optional() }),
  response: customerCase,
  callsPerMinuteMax: ANSWERS_PER_MINUTE_MAX,
});

export const confirmCase = defineRoute({
  id: "confirmCase",
  method: "POST",
  path: "/api/v1/cases/:token/confirmation",
  access: "public",
  tag,
  summary: "The customer confirms that the case is solved",
  params: caseParams,
  response: customerCase,
  callsPerMinuteMax: ANSWERS_PER_MINUTE_MAX,
});

export const rejectCase = defineRoute({
  id: "rejectCase",
  method: "POST",
  path: "/api/v1/cases/:token/rejection",
  access: "public",
  tag,
  summary: "The customer says that it is not solved; a supervisor follows up",
  params: caseParams,
  body: z.object({ reason: z.string().trim().max(REASON_CHARS_MAX).default("") }),
  response: customerCase,
  callsPerMinuteMax: ANSWERS_PER_MINUTE_MAX,
});

export const answerCaseSurvey = defineRoute({
  id: "answerCaseSurvey",
  method: "POST",
  path: "/api/v1/cases/:token/survey",
  access: "public",
  tag,
  summary: "The customer rates the service",
  params: caseParams,
  body: z.object({
    satisfaction: level,
    answers: z.record(z.string().max(60), answer).default({}),
    comment: z.string().trim().max(COMMENT_CHARS_MAX).default(""),
  }),
  response: customerCase,
  callsPerMinuteMax: ANSWERS_PER_MINUTE_MAX,
});
