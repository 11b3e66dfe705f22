import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import type { Plugin } from "vite";

const SMALL_BYTES_MAX = 1024;
const squeeze = { br: promisify(brotliCompress), gz: promisify(gzip) };
/** The best takes ten times as long: for what everybody waits for first, a tenth less. */
const BROTLI_QUALITY = { first: 11, later: 9 };
const FIRST = /[\\/](react|first)-[^\\/]*$/;

/** Lays `.br` and `.gz` beside every asset that gains from it; the server hands them out as they are. */
export function compressAssets(): Plugin {
  return {
    name: "compress-assets",
    apply: "build",
    writeBundle: async ({ dir }, bundle) => {
      if (!dir) return;
      const names = Object.keys(bundle).filter((name) => /^assets\/.*\.(js|css|svg|json)$/.test(name));
      for (const name of names) await compress(path.join(dir, name));
    },
  };
}

async function compress(file: string): Promise<void> {
  const content = await readFile(file);
  if (content.length < SMALL_BYTES_MAX) return;
  const quality = BROTLI_QUALITY[FIRST.test(file) ? "first" : "later"];
  const params = { [constants.BROTLI_PARAM_QUALITY]: quality };
  await writeFile(`${file}.br`, await squeeze.br(content, { params }));
  await writeFile(`${file}.gz`, await squeeze.gz(content));
}
