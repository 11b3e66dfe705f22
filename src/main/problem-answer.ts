import { randomBytes } from "node:crypto";
import type { FastifyRequest } from "fastify";
import { CodedError, invalidInput, problemOf as describe } from "../contract/coded-error.ts";
import { ERRORS, type ErrorCode } from "../contract/errors.ts";
import type { ProblemAnswer } from "../platform/http/index.ts";
import { passingFailure } from "../platform/passing-failure.ts";
import type { Log } from "../platform/log/index.ts";

const REFERENCE_BYTES = 4;
const RETRY_AFTER_S = 2;

/** The language that the browser asks for first; Chinese unless it is English. */
export function languageOf(request: FastifyRequest): "zh" | "en" {
  return /^en\b/i.test(request.headers["accept-language"] ?? "") ? "en" : "zh";
}

/** Problem details for whatever was thrown: coded errors in words, everything else as a reference into the log. */
export function answerProblem(log: Log, error: unknown, request: FastifyRequest, issues: string | null): ProblemAnswer {
  const { code, params } =
    issues === null ? faultOf(log, error, { route: request.routeOptions.url }) : invalidInput(issues);
  const problem = describe(code, params, languageOf(request));
  const headers: Record<string, string> = problem.status === 503 ? { "retry-after": String(RETRY_AFTER_S) } : {};
  return { status: problem.status, body: problem, headers };
}

const FAULT_STATUS = 500;

/** The coded error of whatever was thrown; what nobody expected goes into the log, with a reference, and what is wrong with the desk's data. */
export function faultOf(log: Log, error: unknown, where: object = {}): CodedError {
  const { code, params } = codeOf(error);
  if (code !== "internal") {
    if (ERRORS[code].status === FAULT_STATUS) log.error({ code, ...params, ...where }, "call failed");
    return new CodedError(code, params);
  }
  const reference = randomBytes(REFERENCE_BYTES).toString("hex");
  log.error({ err: error, reference, ...where }, "call failed");
  return new CodedError(code, { reference });
}

const BY_STATUS: Record<number, ErrorCode> = {
  400: "invalid_input",
  404: "not_found",
  413: "payload_too_large",
  415: "unsupported_media",
  429: "too_many_requests",
  503: "busy",
};

/** What PostgreSQL cannot hold: a NUL in a text, a number or a moment beyond its type. */
const UNWRITABLE: Record<string, string> = {
  "22021": "NUL (U+0000)",
  "22P05": "NUL (U+0000)",
  "22003": "a number is out of range",
  "22007": "no such moment",
  "22008": "a moment is out of range",
};

function codeOf(error: unknown): { code: ErrorCode; params: Record<string, unknown> } {
  if (error instanceof CodedError) return { code: error.code, params: error.params };
  const { statusCode, code, message } = error as { statusCode?: number; code?: string; message?: string };
  const passing = passingFailure(error);
  if (passing !== null) return { code: passing === "no_room" ? "storage_full" : "busy", params: {} };
  const unwritable = code === undefined ? undefined : UNWRITABLE[code];
  if (unwritable) return { code: "invalid_input", params: { issues: unwritable } };
  const known = statusCode === undefined ? undefined : BY_STATUS[statusCode];
  return known === "invalid_input"
    ? { code: known, params: { issues: message ?? "" } }
    : { code: known ?? "internal", params: {} };
}
