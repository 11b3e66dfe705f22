import { spawnSync } from "node:child_process";
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { isDeepStrictEqual } from "node:util";
import { startTestServer } from "../../support/test-server.ts";
import { packJsonSchema } from "../../../src/contract/pack-schema.ts";
import { schemaFiles, strayFiles } from "./schema-files.ts";

/** `npm run schema`: rewrites the files that follow from the migrations, and the packs' schema for editors. */
const ROOT = path.join(import.meta.dirname, "../../..");

await writePackSchema(path.join(ROOT, "sop/pack.schema.json"));
const server = await startTestServer();
try {
  const wanted = await schemaFiles(server.url, path.join(ROOT, "db/migrations"));
  for (const { file, text } of wanted) {
    const target = path.join(ROOT, file);
    await mkdir(path.dirname(target), { recursive: true });
    const before = await readFile(target, "utf8").catch(() => "");
    if (before !== text) {
      await writeFile(`${target}.${process.pid}`, text);
      await rename(`${target}.${process.pid}`, target);
    }
    process.stdout.write(`${before === text ? "unchanged" : "rewritten"}: ${file}\n`);
  }
  for (const file of strayFiles(ROOT, wanted)) {
    await rm(path.join(ROOT, file));
    process.stdout.write(`removed: ${file}\n`);
  }
} finally {
  await server.stop();
}

async function writePackSchema(target: string): Promise<void> {
  const before = await readFile(target, "utf8").catch(() => "{}");
  const wanted = packJsonSchema();
  const isSame = isDeepStrictEqual(JSON.parse(before), wanted);
  if (!isSame) {
    await writeFile(target, JSON.stringify(wanted, null, 2));
    spawnSync(process.execPath, [path.join(ROOT, "node_modules/oxfmt/bin/oxfmt"), target], { cwd: ROOT });
  }
  process.stdout.write(`${isSame ? "unchanged" : "rewritten"}: sop/pack.schema.json\n`);
}
