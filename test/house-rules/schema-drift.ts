import path from "node:path";
import { startTestServer } from "../support/test-server.ts";
import type { Rule } from "./rule.ts";
import { schemaFiles, strayFiles } from "./schema/schema-files.ts";
import { textOf } from "./tree.ts";

/** The kept dump and the table types say what the migrations make. */
export const schemaDrift: Rule = {
  name: "schema drift",
  look: async (root) => {
    const server = await startTestServer();
    try {
      return await driftIn(root, server.url);
    } finally {
      await server.stop();
    }
  },
};

export async function driftIn(root: string, serverUrl: string): Promise<string[]> {
  const wanted = await schemaFiles(serverUrl, path.join(root, "db/migrations"));
  const differing = wanted.filter(({ file, text }) => textOf(root, file) !== text).map(({ file }) => file);
  return [...differing, ...strayFiles(root, wanted)].map(
    (file) => `${file} differs from the migrations; run: npm run schema`,
  );
}
