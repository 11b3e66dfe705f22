import Fastify from "fastify";
import { expect, test } from "vitest";
import { mountOperationRoutes, type OperationDeps } from "./operation-routes.ts";

function server(given: Partial<OperationDeps> = {}) {
  const app = Fastify();
  mountOperationRoutes(app, { checks: {}, figures: async () => [], version: "1.2.3", metricsToken: null, ...given });
  app.get("/things/:id", async () => "ok");
  return app;
}

test("alive even when nothing can be served, not ready then, and it says which part", async () => {
  const app = server({
    checks: {
      database: async () => Promise.reject(new Error("secret detail")),
      storage: async () => undefined,
    },
  });
  expect((await app.inject("/healthz")).statusCode).toBe(200);
  const answer = await app.inject("/readyz");
  expect(answer.statusCode).toBe(503);
  expect(answer.json()).toEqual({ ready: false, checks: { database: "failing", storage: "ok" } });
  expect((await server({ checks: { database: async () => undefined } }).inject("/readyz")).statusCode).toBe(200);
});

test("metrics count calls by route, not by address, and carry the desk's figures", async () => {
  const app = server({
    figures: async () => [{ name: "jobs_waiting", help: "Jobs", value: 3, labels: { queue: "mail" } }],
  });
  await app.inject("/things/7");
  const answer = await app.inject("/metrics");
  expect(answer.body).toContain('bihuan_http_seconds_count{method="GET",route="/things/:id",status="200"} 1');
  expect(answer.body).toContain('bihuan_jobs_waiting{queue="mail"} 3');
  expect(answer.body).not.toContain("/things/7");
});

test("metrics are for this machine, or for those who hold the token", async () => {
  const open = server();
  expect((await open.inject({ url: "/metrics", remoteAddress: "10.0.0.8" })).statusCode).toBe(403);
  expect((await open.inject({ url: "/metrics", headers: { "x-forwarded-for": "10.0.0.8" } })).statusCode).toBe(403);
  const closed = server({ metricsToken: "t0ken" });
  expect((await closed.inject("/metrics")).statusCode).toBe(403);
  expect((await closed.inject({ url: "/metrics", headers: { authorization: "Bearer t0ken" } })).statusCode).toBe(200);
});
