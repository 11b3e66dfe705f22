import type { TestProject } from "vitest/node";
import { ensureTemplate } from "./template-database.ts";
import { startTestServer } from "./test-server.ts";

declare module "vitest" {
  interface ProvidedContext {
    databaseServerUrl: string;
    databaseTemplate: string;
  }
}

/** Once per run: the database server and the template that each test file clones. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startTestServer();
  try {
    project.provide("databaseServerUrl", server.url);
    project.provide("databaseTemplate", await ensureTemplate(server.url));
  } catch (error) {
    await server.stop();
    throw error;
  }
  return () => server.stop();
}
