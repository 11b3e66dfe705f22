import path from "node:path";
import { expect, test } from "vitest";
import { firstRouteBytes } from "../../web/build/first-route-size.ts";

const CONSOLE = path.join(import.meta.dirname, "../../dist/console");
const PORTAL = path.join(import.meta.dirname, "../../dist/portal");
const FIRST_ROUTE_BYTES_MAX = 350_000;
const CUSTOMER_PAGE_BYTES_MAX = 100_000;

test.each([
  ["sign-in", ["index.html", "session/sign-in-page.tsx", "locales/zh/session.json"]],
  ["inbox", ["index.html", "frame/frame.tsx", "rooms/inbox/inbox-page.tsx", "locales/zh/inbox.json"]],
])("the first page, %s, is small enough for a slow line", async (_, entries) => {
  const bytes = await firstRouteBytes(CONSOLE, [...entries, "../ui/locales/zh/ui.json", "locales/zh/common.json"]);
  expect(bytes).toBeGreaterThan(50_000);
  expect(bytes).toBeLessThan(FIRST_ROUTE_BYTES_MAX);
});

test("a customer's page is small enough for a phone", async () => {
  const bytes = await firstRouteBytes(PORTAL, ["index.html"]);
  expect(bytes).toBeGreaterThan(20_000);
  expect(bytes).toBeLessThan(CUSTOMER_PAGE_BYTES_MAX);
});
