import { expect, test } from "vitest";
import { ApiProblem, NetworkFailure } from "./api-problem.ts";
import { isFinal, mayRetry, retryDelayMs } from "./retry-rules.ts";

const refusal = (status: number, retryAfterMs: number | null = null) =>
  new ApiProblem({ status, code: "unknown", detail: "", remedy: "" }, retryAfterMs);

test("tries again what may pass by itself, and only so often", () => {
  expect(mayRetry(0, new NetworkFailure())).toBe(true);
  expect(mayRetry(2, refusal(503))).toBe(true);
  expect(mayRetry(3, refusal(503))).toBe(false);
  for (const status of [400, 401, 403, 404, 409, 422, 500]) expect(mayRetry(0, refusal(status))).toBe(false);
  expect(mayRetry(0, new TypeError("ours"))).toBe(false);
});

test("waits longer each time, or as long as the server asks, within a bound", () => {
  expect([0, 1, 2, 9].map((n) => retryDelayMs(n, new NetworkFailure()))).toEqual([500, 1000, 2000, 15_000]);
  expect(retryDelayMs(0, refusal(429, 4000))).toBe(4000);
  expect(retryDelayMs(0, refusal(429, 4_000_000))).toBe(15_000);
});

test("what is not there is not asked for again: no button offers it", () => {
  for (const status of [403, 404, 410]) expect(isFinal(refusal(status))).toBe(true);
  for (const error of [refusal(500), refusal(503), new NetworkFailure(), new TypeError("ours")])
    expect(isFinal(error)).toBe(false);
});
