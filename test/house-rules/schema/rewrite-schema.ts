import { readFile, rename, writeFile } from "node:fs/promises";
import path from "node:path";
import { startTestServer } from "../../support/test-server.ts";
import { schemaFiles } from "./schema-files.ts";

/** `npm run schema`: rewrites the two files that follow from the migrations. */
const ROOT = path.join(import.meta.dirname, "../../..");

const server = await startTestServer();
try {
  for (const { file, text } of await schemaFiles(server.url, path.join(ROOT, "db/migrations"))) {
    const target = path.join(ROOT, file);
    const before = await readFile(target, "utf8").catch(() => "");
    if (before !== text) {
      await writeFile(`${target}.${process.pid}`, text);
      await rename(`${target}.${process.pid}`, target);
    }
    process.stdout.write(`${before === text ? "unchanged" : "rewritten"}: ${file}\n`);
  }
} finally {
  await server.stop();
}
