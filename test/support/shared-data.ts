import { existsSync } from "node:fs";
import path from "node:path";

const SHARED_DATA = path.join(import.meta.dirname, "../../../shared/data");

/** The absolute path of a folder or file of the shared test data, or null where the data is absent. */
export function sharedData(name: string): string | null {
  const found = path.join(SHARED_DATA, name);
  return existsSync(found) ? found : null;
}

/**
 * Call inside a test: its path, or the test is skipped with a sentence saying why.
 * @param context the test's own context, as vitest hands it to the test function
 */
export function skipWithoutSharedData(context: { skip(note?: string): never }, name: string): string {
  return sharedData(name) ?? context.skip(`the test data ../shared/data/${name} is absent on this machine`);
}
