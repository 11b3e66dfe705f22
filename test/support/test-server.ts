import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { startEmbeddedPostgres } from "../../src/platform/embedded-postgres/index.ts";

const CONNECTIONS_MAX = 300;

/**
 * The PostgreSQL that tests use: `TEST_DATABASE_URL` when set, else an embedded one in a temporary folder,
 * without the disk guarantees that a test does not need.
 */
export async function startTestServer(): Promise<{ url: string; stop(): Promise<void> }> {
  const given = process.env["TEST_DATABASE_URL"];
  if (given) return { url: given, stop: async () => undefined };
  const folder = await mkdtemp(path.join(tmpdir(), "bihuan-test-"));
  await chmod(folder, 0o711);
  const server = await startEmbeddedPostgres({
    folder,
    settings: {
      fsync: "off",
      // Tests put things between themselves and its port.
      unix_socket_directories: "",
      synchronous_commit: "off",
      full_page_writes: "off",
      max_connections: `${CONNECTIONS_MAX}`,
    },
  });
  return {
    url: server.url,
    stop: async () => {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
