import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";
import { SlowFirst } from "./test/support/slow-first.ts";

/**
 * Three kinds of test, told apart by their file name:
 * `*.test.ts` pure, no IO · `*.db.test.ts` a real database, HTTP by inject · `*.browser.test.ts` whole stories.
 */
const database = ["{src,test,bench}/**/*.db.test.ts"];
const browser = ["test/**/*.browser.test.ts"];

/** How long a condition that is waited for may take on a slow machine, where its test does not say it. */
const PATIENCE_MS = 60_000;
const expect = { poll: { timeout: PATIENCE_MS } };
/** What takes seconds on a machine of its own takes many times as long beside much other work; it ends what never would. */
const testTimeout = 240_000;

export default defineConfig({
  test: {
    sequence: { sequencer: SlowFirst },
    // Much of a test is waiting: for the database, a mail, a page. Three workers keep two cores at work.
    maxWorkers: Math.ceil(availableParallelism() * 1.5),
    // The database of the tests is stopped in it; ten seconds are short for that on a busy machine.
    teardownTimeout: 60_000,
    projects: [
      {
        test: {
          name: "pure",
          expect,
          // Its files share what they load, and leave nothing in their process: no stubbed global, no clock of their own.
          isolate: false,
          testTimeout,
          hookTimeout: testTimeout,
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
          testTimeout,
          hookTimeout: testTimeout,
        },
      },
      {
        test: {
          name: "browser",
          expect,
          include: browser,
          globalSetup: ["test/support/global-setup.ts"],
          testTimeout,
          hookTimeout: testTimeout,
        },
      },
    ],
  },
});
