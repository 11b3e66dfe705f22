import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { onTestFinished } from "vitest";

const ROOT = path.join(import.meta.dirname, "../..");
const SETTINGS = [
  ".dependency-cruiser.cjs",
  ".oxfmtrc.json",
  ".oxlintrc.json",
  "knip.json",
  "tsconfig.base.json",
  "tsconfig.domain.json",
  "tsconfig.json",
];

/** A small desk that keeps every rule. */
const SOUND: Record<string, string> = {
  "package.json": `{\n  "name": "small",\n  "version": "1.0.0",\n  "private": true,\n  "type": "module"\n}\n`,
  "src/domain/answer.ts": "export const answer = (now: number): number => now + 1;\n",
  "src/platform/db/index.ts": `export const queries = (): string => "";\n`,
  "src/core/staff/index.ts": `export { people } from "./staff-store.ts";\n`,
  "src/core/staff/staff-store.ts": `import { queries } from "../../platform/db/index.ts";\n\nexport const people = (): string => queries();\n`,
  "src/core/tickets/index.ts": `import { people } from "../staff/index.ts";\n\nexport const tickets = (): string => people();\n`,
  "src/features/a/index.ts": `import { tickets } from "../../core/tickets/index.ts";\n\nexport const a = (): string => tickets();\n`,
  "src/features/b/index.ts": `import { answer } from "../../domain/answer.ts";\n\nexport const b = (): number => answer(1);\n`,
  "src/channels/x/index.ts": `import { answer } from "../../domain/answer.ts";\n\nexport const x = (): number => answer(2);\n`,
  "src/main/cli.ts": `import { x } from "../channels/x/index.ts";\nimport { a } from "../features/a/index.ts";\nimport { b } from "../features/b/index.ts";\n\nprocess.exitCode = a().length + b() + x();\n`,
  "web/console/main.tsx": `import { answer } from "../../src/domain/answer.ts";\nimport { greet } from "./greeting.tsx";\n\ndocument.title = greet(String) + answer(3);\n`,
  "web/console/locales/zh/common.json": `{ "hello": "你好，{{name}}", "left_one": "剩 {{count}} 个", "left_other": "剩 {{count}} 个" }\n`,
  "web/console/locales/en/common.json": `{ "hello": "Hello {{name}}", "left_one": "{{count}} left", "left_other": "{{count}} left" }\n`,
  "web/console/greeting.tsx": `export const greet = (t: (key: string) => string): string => t("hello") + t("left");\n`,
  "db/schema.sql": `create table person (\n  id uuid\n);\ncomment on table person is 'owner: src/core/staff';\n`,
};

/** Writes the small desk with some files changed, added or (null) left out; it goes with the test. */
export function smallTree(changes: Record<string, string | null> = {}): string {
  const root = mkdtempSync(path.join(tmpdir(), "bihuan-rules-"));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  for (const file of SETTINGS) cpSync(path.join(ROOT, file), path.join(root, file));
  symlinkSync(path.join(ROOT, "node_modules"), path.join(root, "node_modules"));
  for (const [file, text] of Object.entries({ ...SOUND, ...changes })) {
    if (text === null) continue;
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    writeFileSync(path.join(root, file), text);
  }
  return root;
}
