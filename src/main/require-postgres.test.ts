import { expect, test } from "vitest";
import { requirePostgres } from "./require-postgres.ts";

test("PostgreSQL 15 and later serve", () => {
  requirePostgres({ number: "150000", version: "15.0" });
  requirePostgres({ number: "180001", version: "18.1" });
});

test("an older one is refused by its version, with what to do", () => {
  expect(() => requirePostgres({ number: "140012", version: "14.12" })).toThrow("PostgreSQL 14.12; 15 or newer");
});
