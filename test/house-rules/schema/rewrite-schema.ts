import { readFile, rename, writeFile } from "node:fs/promises";
import path from "node:path";
import { startTestServer } from "../../support/test-server.ts";
import { schemaFiles } from "./schema-files.ts";

/** `npm run schema`: rewrites the two files that follow from the migrations. */
const server = await startTestServer();
try {
  for (const { file, text } of await schemaFiles(server.url)) {
    const before = await readFile(file, "utf8").catch(() => "");
    if (before !== text) {
      await writeFile(`${file}.${process.pid}`, text);
      await rename(`${file}.${process.pid}`, file);
    }
    process.stdout.write(`${before === text ? "unchanged" : "rewritten"}: ${path.relative(process.cwd(), file)}\n`);
  }
} finally {
  await server.stop();
}
