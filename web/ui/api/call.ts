import type { InputOf, ResponseOf, Route } from "../../../src/contract/route.ts";
import { personSettings } from "../base/person-settings.ts";
import { learnServerTime } from "../time/now.ts";
import { addressOf } from "./address-of.ts";
import { takeAsked } from "./asked-early.ts";
import { NetworkFailure, problemFrom } from "./api-problem.ts";

export type CallOptions = {
  signal?: AbortSignal | undefined;
  /** The same key for every attempt of one write, so that it happens once. */
  idempotencyKey?: string | undefined;
};

type AnyInput = { params?: object; query?: object; body?: unknown };

const CALL_TIMEOUT_MS = 30_000;

/**
 * Calls one operation of the API.
 * @throws ApiProblem when the server refuses, NetworkFailure when it is not reached
 */
export async function call<R extends Route>(
  route: R,
  input: InputOf<R>,
  options: CallOptions = {},
): Promise<ResponseOf<R>> {
  const { params, query, body } = input as AnyInput;
  const headers = headersOf(route, body !== undefined, options.idempotencyKey);
  const address = addressOf(route.path, { ...params }, { ...query });
  const request: RequestInit = {
    method: route.method,
    headers,
    credentials: "same-origin",
    signal: boundSignal(options.signal),
  };
  if (body !== undefined) request.body = JSON.stringify(body);
  const response = await reach(address, request, options.signal);
  if (!response.ok) throw await problemFrom(response);
  return (response.status === 204 ? undefined : await response.json()) as ResponseOf<R>;
}

/** `fetch` that tells "not reached" apart and learns the server's time. */
export async function reach(address: string, request: RequestInit, caller?: AbortSignal): Promise<Response> {
  const early = request.method === "GET" ? await takeAsked(address) : null;
  const response =
    early ??
    (await fetch(address, request).catch((cause: unknown) => {
      if (caller?.aborted) throw cause;
      throw new NetworkFailure("not reached", { cause });
    }));
  const date = response.headers.get("date");
  if (date) learnServerTime(Date.parse(date));
  return response;
}

export function newIdempotencyKey(): string {
  // randomUUID is missing on pages served over plain http from another machine.
  return globalThis.crypto.randomUUID?.() ?? [...crypto.getRandomValues(new Uint32Array(4))].join("-");
}

function headersOf(route: Route, hasBody: boolean, key: string | undefined): Record<string, string> {
  return {
    accept: "application/json",
    "accept-language": personSettings().language === "zh" ? "zh-CN" : "en",
    ...(hasBody ? { "content-type": "application/json" } : {}),
    ...(route.method === "GET" ? {} : { "idempotency-key": key ?? newIdempotencyKey() }),
  };
}

function boundSignal(caller: AbortSignal | undefined): AbortSignal {
  const timeout = AbortSignal.timeout(CALL_TIMEOUT_MS);
  return caller ? AbortSignal.any([caller, timeout]) : timeout;
}
