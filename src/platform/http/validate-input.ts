import type { FastifySchemaCompiler } from "fastify";
import { hasZodFastifySchemaValidationErrors, validatorCompiler } from "fastify-type-provider-zod";
import { z } from "zod";

const chinese = z.locales.zhCN().localeError;

/** Checks what came in by its schema, and says what is wrong in both languages. Words of the schema's own stand as they are. */
export const validateInput: FastifySchemaCompiler<z.ZodType> = (route) => {
  const validate = validatorCompiler(route);
  return (input: unknown) => {
    const answer = validate(input);
    if (typeof answer !== "object" || !("error" in answer) || !Array.isArray(answer.error)) return answer;
    const inChinese = route.schema.safeParse(input, { error: chinese }).error?.issues ?? [];
    answer.error.forEach((issue: { message?: string; params: object }, at) => {
      issue.params = { ...issue.params, inChinese: inChinese[at]?.message ?? issue.message };
    });
    return answer;
  };
};

/** `field: what is wrong; other field: …`, or null when it is no fault of the input. */
export function issuesOf(error: unknown, language: "zh" | "en"): string | null {
  if (!hasZodFastifySchemaValidationErrors(error)) return null;
  return error.validation
    .map(({ instancePath, message = "", params }) => {
      const { inChinese = message } = params as { inChinese?: string };
      return `${instancePath.slice(1) || "body"}: ${language === "zh" ? inChinese : message}`;
    })
    .join(language === "zh" ? "；" : "; ");
}
