import { expect, test } from "vitest";
import { CodedError } from "../contract/coded-error.ts";
import type { Log } from "../platform/log/index.ts";
import { faultOf } from "./problem-answer.ts";

function answered(error: unknown): { code: string; logged: object[] } {
  const logged: object[] = [];
  const log = { error: (about: object) => void logged.push(about) } as unknown as Log;
  return { code: faultOf(log, error, { route: "/here" }).code, logged };
}

test("what is wrong with the desk itself stands in the log, once; a refusal does not", () => {
  const differ = new CodedError("ticket_records_differ", { number: 7 });
  expect(answered(differ)).toEqual({
    code: "ticket_records_differ",
    logged: [{ code: "ticket_records_differ", number: 7, route: "/here" }],
  });
  expect(answered(new Error("x"))).toMatchObject({ code: "internal", logged: [{ reference: expect.any(String) }] });
  for (const code of ["not_found", "conflict", "busy"] as const)
    expect(answered(new CodedError(code))).toEqual({ code, logged: [] });
});
