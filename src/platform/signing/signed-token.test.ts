import { expect, test } from "vitest";
import { openToken, signToken } from "./signed-token.ts";

const now = Date.UTC(2026, 10, 21);
const token = signToken("secret", "confirm", { ticketId: "t1" }, now + 60_000);

test("a token opens for its purpose until it expires", () => {
  expect(openToken("secret", "confirm", token, now)).toEqual({ ticketId: "t1" });
  expect(openToken("secret", "confirm", token, now + 61_000)).toBeNull();
});

test("another purpose, another secret, a changed payload or expiry open nothing", () => {
  const [body, expiry, mac] = token.split(".") as [string, string, string];
  const forged = Buffer.from(JSON.stringify({ ticketId: "t2" })).toString("base64url");
  expect(openToken("secret", "survey", token, now)).toBeNull();
  expect(openToken("other", "confirm", token, now)).toBeNull();
  expect(openToken("secret", "confirm", `${forged}.${expiry}.${mac}`, now)).toBeNull();
  expect(openToken("secret", "confirm", `${body}.zzzzzzz.${mac}`, now)).toBeNull();
  expect(openToken("secret", "confirm", "nonsense", now)).toBeNull();
});
