import type * as contract from "../../../src/contract/closing-routes.ts";
import type { InputOf, ResponseOf, Route } from "../../../src/contract/route.ts";
import { addressOf } from "../../ui/api/address-of.ts";
import { problemFrom } from "../../ui/api/api-problem.ts";
import { reach } from "../../ui/api/call.ts";
import type { Language } from "../app/words.ts";

const CALL_TIMEOUT_MS = 30_000;

// The contract's routes carry their schemas; a customer's phone need not load a schema library to call four addresses.
const outside = { access: "public", tag: "", summary: "" } as const;
export const getCustomerCase: typeof contract.getCustomerCase = {
  ...outside,
  id: "getCustomerCase",
  method: "GET",
  path: "/api/v1/cases/:token",
};
export const confirmCase: typeof contract.confirmCase = {
  ...outside,
  id: "confirmCase",
  method: "POST",
  path: "/api/v1/cases/:token/confirmation",
};
export const rejectCase: typeof contract.rejectCase = {
  ...outside,
  id: "rejectCase",
  method: "POST",
  path: "/api/v1/cases/:token/rejection",
};
export const answerCaseSurvey: typeof contract.answerCaseSurvey = {
  ...outside,
  id: "answerCaseSurvey",
  method: "POST",
  path: "/api/v1/cases/:token/survey",
};

/**
 * Calls one of them, with refusals worded in the page's language. All attempts of one write share the key.
 * @throws ApiProblem when the server refuses, NetworkFailure when it is not reached
 */
export async function callCase<R extends Route>(
  route: R,
  input: InputOf<R>,
  how: { language: Language; key?: string },
): Promise<ResponseOf<R>> {
  const { params, query, body } = input as { params?: object; query?: object; body?: unknown };
  const request: RequestInit = {
    method: route.method,
    headers: {
      accept: "application/json",
      "accept-language": how.language === "zh" ? "zh-CN" : "en",
      ...(body === undefined ? {} : { "content-type": "application/json" }),
      ...(how.key === undefined ? {} : { "idempotency-key": how.key }),
    },
    signal: AbortSignal.timeout(CALL_TIMEOUT_MS),
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  };
  const response = await reach(addressOf(route.path, { ...params }, { ...query }), request);
  if (!response.ok) throw await problemFrom(response);
  return (await response.json()) as ResponseOf<R>;
}
