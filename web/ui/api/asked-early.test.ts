import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { askEarly, takeAsked } from "./asked-early.ts";

beforeEach(() => void vi.useFakeTimers({ toFake: ["Date"] }));
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const answering = (...answers: Response[]) =>
  vi.stubGlobal(
    "fetch",
    vi.fn<typeof fetch>(async () => answers.shift()!),
  );

test("an early answer is taken once", async () => {
  answering(Response.json(1));
  askEarly("/a", {});
  expect(await (await takeAsked("/a"))?.json()).toBe(1);
  expect(await takeAsked("/a")).toBeNull();
});

test("a refusal makes the others void: who signs in then asks anew", async () => {
  answering(new Response("", { status: 401 }), new Response("", { status: 401 }));
  askEarly("/a", {});
  askEarly("/b", {});
  expect(await takeAsked("/a")).toBeNull();
  expect(await takeAsked("/b")).toBeNull();
});

test("an answer of some time ago is not shown", async () => {
  answering(Response.json(1));
  askEarly("/a", {});
  vi.advanceTimersByTime(11_000);
  expect(await takeAsked("/a")).toBeNull();
});
