import type { Refusal } from "../domain/result.ts";
import { ownWords } from "../domain/text/own-words.ts";
import { ERRORS, type ErrorCode } from "./errors.ts";

/** An expected failure on its way to the edge; `code` is a row of the error table. */
export class CodedError extends Error {
  readonly code: ErrorCode;
  readonly params: Record<string, unknown>;
  constructor(code: ErrorCode, params: Record<string, unknown> = {}) {
    super(code);
    this.code = code;
    this.params = params;
  }
}

/** Turns a refusal of the domain into the error that the edge answers with. */
export function toCodedError(refusal: Refusal): CodedError {
  if (!isErrorCode(refusal.code)) throw new Error(`no row in the error table for ${refusal.code}`);
  return new CodedError(refusal.code, refusal.params);
}

export const isErrorCode = (code: string): code is ErrorCode => Object.hasOwn(ERRORS, code);

/** The error of an input that a schema refused. Where the schema names an error of its own instead of words, it is that one. */
export function invalidInput(issues: string): CodedError {
  const named = /^\w+: (\w+)$/.exec(issues)?.[1];
  return named !== undefined && isErrorCode(named)
    ? new CodedError(named)
    : new CodedError("invalid_input", { issues });
}

export type Problem = {
  type: string;
  title: string;
  status: number;
  code: ErrorCode;
  detail: string;
  remedy: string;
  params?: Record<string, unknown>;
};

/** RFC 9457 problem details in the reader's language; `{name}` in a sentence is filled from params. */
export function problemOf(code: ErrorCode, params: Record<string, unknown>, language: "zh" | "en"): Problem {
  const row = ERRORS[code];
  const problem: Problem = {
    type: `/api/problems/${code}`,
    title: fill(row[language], params, language),
    status: row.status,
    code,
    detail: fill(row[language], params, language),
    remedy: fill(row.remedy[language], params, language),
  };
  return Object.keys(params).length ? { ...problem, params } : problem;
}

/** Parameters that are sentences of ours in both languages, and no names that people gave. */
const REASONS: ReadonlySet<string> = new Set(["problem", "why"]);

const fill = (sentence: string, params: Record<string, unknown>, language: "zh" | "en") =>
  sentence.replace(/\{(\w+)\}/g, (whole, key: string) => {
    if (!(key in params)) return whole;
    const given = params[key];
    const words = Array.isArray(given) ? given.join(language === "zh" ? "、" : ", ") : String(given);
    return REASONS.has(key) ? ownWords(words, language) : words;
  });
