import { readFile } from "node:fs/promises";
import path from "node:path";
import { expect, test } from "vitest";
import { FIRST_ROUTES, firstRouteBytes } from "../../web/build/first-route-size.ts";

const CONSOLE = path.join(import.meta.dirname, "../../dist/console");
const PORTAL = path.join(import.meta.dirname, "../../dist/portal");
const FIRST_ROUTE_BYTES_MAX = { "sign-in": 330_000, inbox: 200_000 };
const CUSTOMER_PAGE_BYTES_MAX = 100_000;

test.each(["sign-in", "inbox"] as const)("the first page, %s, is small enough for a slow line", async (page) => {
  const bytes = await firstRouteBytes(CONSOLE, FIRST_ROUTES[page]);
  expect(bytes).toBeGreaterThan(50_000);
  expect(bytes).toBeLessThan(FIRST_ROUTE_BYTES_MAX[page]);
});

test("a customer's page is small enough for a phone", async () => {
  const bytes = await firstRouteBytes(PORTAL, ["index.html"]);
  expect(bytes).toBeGreaterThan(20_000);
  expect(bytes).toBeLessThan(CUSTOMER_PAGE_BYTES_MAX);
});

test("the scripts of the first page ask the browser to compile them beside the page", async () => {
  const page = await readFile(path.join(CONSOLE, "index.html"), "utf8");
  const files = Array.from(page.matchAll(/src="\/(assets\/(?:react|first)[^"]*\.js)"/g), ([, file]) => file ?? "");
  expect(files).toHaveLength(3);
  for (const file of files)
    expect(await readFile(path.join(CONSOLE, file), "utf8")).toMatch(/^\/\/# allFunctionsCalledOnLoad\n/);
});
