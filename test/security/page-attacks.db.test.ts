import { expect, test } from "vitest";
import { safeNext } from "../../web/console/session/safe-next.ts";
import { attackedDesk } from "./attacked-desk.ts";

const desk = await attackedDesk();
const admin = await desk.people.addPerson("administrator");
const get = (url: string, headers: Record<string, string> = {}) => desk.app.inject({ url, headers });

test("clickjacking, sniffing, kept answers: every door says that nobody may frame, guess or keep what it answers", async () => {
  for (const url of [
    "/api/v1/me",
    "/api/v1/tickets",
    "/api/v1/nothing",
    "/api/v1/cases/forged",
    "/api/auth/sign-in/email",
    "/api/openapi.json",
    "/api/reference/",
    "/files/forged/x.html",
    "/unsubscribe/forged",
    "/healthz",
    "/metrics",
  ]) {
    const { headers, statusCode } = await get(url, admin.headers);
    expect([url, headers["x-frame-options"]]).toEqual([url, "DENY"]);
    expect([url, headers["x-content-type-options"]]).toEqual([url, "nosniff"]);
    expect([url, headers["content-security-policy"]]).toEqual([
      url,
      expect.stringMatching(/default-src '(?:none|self)'/),
    ]);
    expect([url, headers["content-security-policy"]]).toEqual([url, expect.stringContaining("frame-ancestors 'none'")]);
    if (statusCode === 200 && url.startsWith("/api/v1/"))
      expect([url, headers["cache-control"]]).toEqual([url, "no-store"]);
  }
});

test("pages of the console and of the portal run no script but their own and stand in no frame", async () => {
  for (const url of ["/inbox", "/c/case/token"]) {
    const { headers } = await get(url);
    const policy = String(headers["content-security-policy"]);
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/script-src[^;]*unsafe/);
    expect(headers["x-frame-options"]).toBe("DENY");
  }
});

test("a wrong path is no way out of the folders that are served", async () => {
  for (const url of [
    "/assets/../../package.json",
    "/assets/..%2f..%2f..%2fpackage.json",
    "/c/assets/%2e%2e/%2e%2e/package.json",
    "/assets/%00",
    "/files/x/..%2f..%2fetc%2fpasswd",
    "//evil.example/x",
    "/..%5c..%5cpackage.json",
  ]) {
    const { body, headers, statusCode } = await get(url);
    expect([url, body.includes('"dependencies"')]).toEqual([url, false]);
    expect([url, statusCode < 500 || statusCode === 503]).toEqual([url, true]);
    expect(headers["location"]).toBeUndefined();
  }
});

test("open redirect after signing in: only a path of the desk", () => {
  const origin = "https://desk.example";
  for (const next of [
    "//evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "https://evil.example",
    "javascript:alert(1)",
    "/\t/evil.example",
    "/\n/evil.example",
    " //evil.example",
    "/.//evil.example",
    "/..//evil.example",
    "%2f%2fevil.example",
    "/sign-in?next=//evil.example",
  ])
    expect([next, new URL(safeNext(next), origin).origin]).toEqual([next, origin]);
});

test("clickless sign-out and change by another site: a foreign origin with the cookie changes nothing", async () => {
  const cookie = admin.headers["cookie"]!;
  for (const headers of [{ cookie }, { cookie, origin: "https://evil.example" }, { cookie, origin: "null" }]) {
    const answer = await desk.app.inject({ method: "PATCH", url: "/api/v1/me", headers, payload: { name: "X" } });
    expect(answer.statusCode).toBe(403);
    const out = await desk.app.inject({ method: "POST", url: "/api/auth/sign-out", headers, payload: {} });
    expect(out.statusCode).toBe(403);
  }
});
