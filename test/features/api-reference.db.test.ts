import { expect, test } from "vitest";
import { mountedDesk } from "../support/mounted-desk.ts";
import { testDatabase } from "../support/test-database.ts";

const { app, assembled } = await mountedDesk(await testDatabase());
type Operation = { operationId: string; summary: string; responses: Record<string, unknown> };

test("the OpenAPI document describes every route, with its answer and its problems", async () => {
  const document = (await app.inject("/api/openapi.json")).json() as {
    openapi: string;
    paths: Record<string, Record<string, Operation>>;
  };
  expect(document.openapi).toBe("3.1.0");
  const operations = Object.values(document.paths).flatMap((methods) => Object.values(methods));
  expect(operations.map(({ operationId }) => operationId).toSorted()).toEqual(
    assembled.routes.map(({ route }) => route.id).toSorted(),
  );
  for (const { operationId, summary, responses } of operations) {
    expect(summary, operationId).toBeTruthy();
    expect(Object.keys(responses), operationId).toContain("default");
    expect(
      Object.keys(responses).some((status) => status.startsWith("2")),
      operationId,
    ).toBe(true);
  }
});

test("a person reads the reference without anything from elsewhere", async () => {
  const page = await app.inject("/api/reference/");
  expect(page.statusCode).toBe(200);
  expect(page.body).not.toMatch(/src="https?:/);
});
