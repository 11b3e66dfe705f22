import { afterEach, expect, test, vi } from "vitest";
import { z } from "zod";
import { defineRoute } from "../../../src/contract/route.ts";
import { ApiProblem, NetworkFailure } from "./api-problem.ts";
import { call } from "./call.ts";

const note = defineRoute({
  id: "notes.add",
  method: "POST",
  path: "/api/v1/tickets/:ticketId/notes",
  access: "tickets.note",
  tag: "tickets",
  summary: "Add a note",
  params: z.object({ ticketId: z.string() }),
  body: z.object({ html: z.string() }),
  response: z.object({ id: z.string() }),
});
const input = { params: { ticketId: "7" }, body: { html: "<p>好</p>" } };

afterEach(() => vi.unstubAllGlobals());

const answering = (response: Response) => {
  const asked = vi.fn<typeof fetch>(async () => response);
  vi.stubGlobal("fetch", asked);
  return asked;
};

test("a write carries its key, its language and a JSON body, and stays on this origin", async () => {
  const asked = answering(Response.json({ id: "n1" }));
  await expect(call(note, input, { idempotencyKey: "k1" })).resolves.toEqual({ id: "n1" });
  const [address, request] = asked.mock.calls[0] ?? [];
  expect(address).toBe("/api/v1/tickets/7/notes");
  expect(request).toMatchObject({ method: "POST", credentials: "same-origin", body: '{"html":"<p>好</p>"}' });
  expect(request?.headers).toMatchObject({ "idempotency-key": "k1", "content-type": "application/json" });
});

test("problem details become an ApiProblem with what to do", async () => {
  const problem = {
    status: 409,
    code: "gate_closed",
    detail: "还缺少：结果告知",
    remedy: "请补充",
    params: { missing: 1 },
  };
  answering(Response.json(problem, { status: 409, headers: { "retry-after": "3" } }));
  const failure = await call(note, input).catch((thrown: unknown) => thrown);
  expect(failure).toBeInstanceOf(ApiProblem);
  expect(failure).toMatchObject({
    code: "gate_closed",
    message: "还缺少：结果告知",
    remedy: "请补充",
    retryAfterMs: 3000,
  });
});

test("an answer that is no problem details is still told as a problem", async () => {
  answering(new Response("<html>bad gateway", { status: 502, statusText: "Bad Gateway" }));
  await expect(call(note, input)).rejects.toMatchObject({ status: 502, code: "unknown" });
});

test("a dead network is a NetworkFailure, a caller's own abort is not", async () => {
  vi.stubGlobal("fetch", async () => {
    throw new TypeError("fetch failed");
  });
  await expect(call(note, input)).rejects.toBeInstanceOf(NetworkFailure);
  await expect(call(note, input, { signal: AbortSignal.abort() })).rejects.toBeInstanceOf(TypeError);
});
