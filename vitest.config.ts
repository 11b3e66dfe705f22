import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

/**
 * Three kinds of test, told apart by their file name:
 * `*.test.ts` pure, no IO · `*.db.test.ts` a real database, HTTP by inject · `*.browser.test.ts` whole stories.
 */
const database = ["{src,test,bench}/**/*.db.test.ts"];
const browser = ["test/**/*.browser.test.ts"];

/** How long a condition that is waited for may take on a slow machine, where its test does not say it. */
const PATIENCE_MS = 20_000;
const expect = { poll: { timeout: PATIENCE_MS } };

export default defineConfig({
  test: {
    // Much of a test is waiting: for the database, a mail, a page. Three workers keep two cores at work.
    maxWorkers: Math.ceil(availableParallelism() * 1.5),
    projects: [
      {
        test: {
          name: "pure",
          expect,
          // Much is calculated in some, and a busy machine may stand still for seconds.
          testTimeout: 30_000,
          include: ["{src,web,test,bench}/**/*.test.{ts,tsx}"],
          exclude: [...database, ...browser],
        },
      },
      {
        test: {
          name: "database",
          expect,
          include: database,
          globalSetup: ["test/support/global-setup.ts"],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: "browser",
          expect,
          include: browser,
          globalSetup: ["test/support/global-setup.ts"],
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
