import { expect, test } from "vitest";
import { z } from "zod";
import { issuesOf, validateInput } from "./validate-input.ts";

const schema = z.object({
  subject: z.string().min(1).max(5),
  kind: z.enum(["fault", "complaint"]),
  secret: z.string().min(12, "password_too_short"),
});
const validate = validateInput({ schema, method: "POST", url: "/", httpPart: "body" });
const faults = (input: unknown, language: "zh" | "en") =>
  issuesOf({ validation: (validate(input) as { error?: unknown }).error }, language);

test("what is wrong with an input is said in the reader's language, field by field", () => {
  const input = { subject: "far too long", kind: "?", secret: "long enough it is" };
  expect(faults(input, "zh")).toMatch(/^subject: 数值过大[^；]*；kind: 无效选项/);
  expect(faults(input, "en")).toMatch(/^subject: Too big[^;]*; kind: Invalid option/);
  expect(faults({ ...input, subject: 7, kind: "fault" }, "zh")).toBe("subject: 无效输入：期望 string，实际接收 数字");
});

test("an error that the schema names itself is the same in every language", () => {
  const input = { subject: "ok", kind: "fault", secret: "short" };
  expect([faults(input, "zh"), faults(input, "en")]).toEqual([
    "secret: password_too_short",
    "secret: password_too_short",
  ]);
});

test("a good input passes, and what is no fault of the input is left alone", () => {
  const input = { subject: "ok", kind: "fault", secret: "long enough it is" };
  expect(validate(input)).toEqual({ value: input });
  expect(issuesOf(new Error("other"), "zh")).toBeNull();
});
