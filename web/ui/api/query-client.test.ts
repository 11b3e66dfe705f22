import { QueryObserver } from "@tanstack/react-query";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { ApiProblem } from "./api-problem.ts";
import { makeQueryClient } from "./query-client.ts";

beforeEach(() => void vi.useFakeTimers({ toFake: ["Date"] }));
afterEach(() => void vi.useRealTimers());

const refusal = (status: number) => new ApiProblem({ status, code: "unknown", detail: "", remedy: "" });

/** How often a query is asked that fails so, when a second view opens beside the first, `later` ms after it failed. */
async function askedBy(error: Error, laterMs = 0): Promise<number> {
  const client = makeQueryClient(() => undefined);
  let asked = 0;
  const options = {
    queryKey: ["it"],
    queryFn: () => {
      asked += 1;
      return Promise.reject<string>(error);
    },
  };
  const open = () => {
    const observer = new QueryObserver<string>(client, client.defaultQueryOptions<string>(options));
    return { observer, close: observer.subscribe(() => undefined) };
  };
  const first = open();
  await vi.waitFor(() => expect(first.observer.getCurrentResult().isError).toBe(true));
  vi.advanceTimersByTime(laterMs);
  const second = open();
  await vi.waitFor(() => expect(second.observer.getCurrentResult().fetchStatus).toBe("idle"));
  first.close();
  second.close();
  client.clear();
  return asked;
}

test("what is not there is asked once, however many views want it, and again when some time has passed", async () => {
  for (const status of [403, 404, 410]) expect(await askedBy(refusal(status))).toBe(1);
  expect(await askedBy(refusal(404), 16_000)).toBe(2);
});

test("a view that opens asks again what failed otherwise", async () => {
  expect(await askedBy(refusal(500))).toBe(2);
});
