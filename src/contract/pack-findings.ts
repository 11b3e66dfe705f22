import { z } from "zod";
import { checkPack, type CheckedAgainst, type Finding } from "../domain/sop/index.ts";
import { packSchema } from "./pack-schema.ts";
import { problemsOf } from "./schema-problems.ts";

const chinese = z.locales.zhCN().localeError;

/** All that is wrong in a composed document, each with its place: by the schema, or, where that has none, by the checker. */
export function packFindings(document: unknown, against: CheckedAgainst): Finding[] {
  const parsed = packSchema.safeParse(document);
  if (parsed.success) return checkPack(parsed.data, against);
  const inChinese = packSchema.safeParse(document, { error: chinese });
  const zh = inChinese.success ? [] : problemsOf(inChinese.error, document);
  return problemsOf(parsed.error, document).map((problem, index) => {
    const place = problem.slice(0, problem.indexOf(": "));
    const says = (text: string) => text.slice(place.length + 2);
    return {
      code: "schema",
      place,
      says: { zh: says(zh[index] ?? problem), en: says(problem) },
      mend: {
        zh: "按格式改写；编辑器可用 sop/pack.schema.json 提示。",
        en: "Write it as the format wants; editors help by sop/pack.schema.json.",
      },
    };
  });
}
