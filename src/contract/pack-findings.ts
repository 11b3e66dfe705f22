import { z } from "zod";
import { checkPack, type CheckedAgainst, type Finding } from "../domain/sop/index.ts";
import { packSchema } from "./pack-schema.ts";
import { problemsOf } from "./schema-problems.ts";

const WORDS = {
  zh: {
    missing: "此项必填",
    oneOf: (values: string[]) => `只能是 ${values.join("、")}`,
    noneOf: "不符合任何一种写法",
    other: z.locales.zhCN().localeError,
  },
  en: {
    missing: "this must be there",
    oneOf: (values: string[]) => `must be one of ${values.join(", ")}`,
    noneOf: "is written in none of the ways there are",
    other: z.locales.en().localeError,
  },
};

/** All that is wrong in a composed document, each with its place: by the schema, or, where that has none, by the checker. */
export function packFindings(document: unknown, against: CheckedAgainst): Finding[] {
  const parsed = packSchema.safeParse(document, { error: saidIn("en") });
  if (parsed.success) return checkPack(parsed.data, against);
  const inChinese = packSchema.safeParse(document, { error: saidIn("zh") });
  const zh = inChinese.error?.issues ?? [];
  return problemsOf(parsed.error, document).map(({ place, message }, index) => ({
    code: "schema",
    place,
    says: { zh: chineseOf(zh[index]) ?? message, en: message },
    mend: {
      zh: "按格式改写；编辑器可用 sop/pack.schema.json 提示。",
      en: "Write it as the format wants; editors help by sop/pack.schema.json.",
    },
  }));
}

/** In the words of who writes a pack, not of the program. */
function saidIn(language: keyof typeof WORDS): z.core.$ZodErrorMap {
  const words = WORDS[language];
  return (issue) => {
    if (issue.code === "invalid_type" && issue.input === undefined) return words.missing;
    if (issue.code === "invalid_value") return words.oneOf(issue.values.map(String));
    if (issue.code === "invalid_union") return words.noneOf;
    return words.other(issue);
  };
}

/** The format's own rules bring their Chinese along. */
function chineseOf(issue: z.core.$ZodIssue | undefined): string | undefined {
  const own: unknown = issue?.code === "custom" ? issue.params?.["zh"] : null;
  return typeof own === "string" ? own : issue?.message;
}
