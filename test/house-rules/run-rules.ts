import path from "node:path";
import type { Rule } from "./rule.ts";
import { schemaDrift } from "./schema-drift.ts";
import { tableOwners } from "./table-owners.ts";
import { TOOL_RULES } from "./tool-rules.ts";
import { translations } from "./translations.ts";

/** `npm run rules [name …]`: looks at the whole tree, or at some rules only. */
const ROOT = path.join(import.meta.dirname, "../..");
const RULES: readonly Rule[] = [...TOOL_RULES, schemaDrift, translations, tableOwners];

const named = process.argv.slice(2);
const chosen = RULES.filter((rule) => named.length === 0 || named.includes(rule.name));
let failed = 0;
for (const rule of chosen) {
  const problems = await rule.look(ROOT);
  process.stdout.write(`${problems.length === 0 ? "✓" : "✗"} ${rule.name}\n`);
  for (const problem of problems) process.stdout.write(`    ${problem}\n`);
  if (problems.length > 0) failed += 1;
}
process.stdout.write(`${chosen.length - failed} passed, ${failed} failed\n`);
process.exitCode = failed === 0 ? 0 : 1;
