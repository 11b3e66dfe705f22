import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { build, defineConfig, type Plugin, type UserConfig } from "vite";
import { compressAssets } from "./web/build/compress-assets.ts";
import { compileAhead } from "./web/build/compile-ahead.ts";
import { keepLastBuild } from "./web/build/keep-last-build.ts";
import { layFirstPaint } from "./web/build/lay-first-paint.ts";
import { leaveOutSchemas } from "./web/build/leave-out-schemas.ts";

/** Trees by `--mode`: the agents' console, the customers' pages, and the component sheet (never shipped). */
const TREES = {
  console: { root: "web/console", base: "/", out: "dist/console" },
  portal: { root: "web/portal", base: "/c/", out: "dist/portal" },
  sheet: { root: "web/ui/sheet", base: "/", out: "dist/sheet" },
} as const;

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const SERVER = process.env["BIHUAN_DEV_SERVER"] ?? "http://127.0.0.1:3000";

/** Without a mode: the console, and after it the customers' pages. */
export default defineConfig(({ mode, command }): UserConfig => {
  const named = Object.hasOwn(TREES, mode);
  const tree = TREES[named ? (mode as keyof typeof TREES) : "console"];
  return {
    root: here(tree.root),
    base: tree.base,
    cacheDir: here(`node_modules/.vite/${mode}`),
    plugins: [
      react(),
      leaveOutSchemas(),
      ...(tree === TREES.console ? [layFirstPaint(here(tree.root))] : []),
      ...(command === "build"
        ? [compileAhead(FIRST_CHUNKS), compressAssets(), keepLastBuild(), ...(named ? [] : [thenPortal()])]
        : []),
    ],
    build: {
      outDir: here(tree.out),
      emptyOutDir: false,
      target: "es2023",
      sourcemap: false,
      manifest: true,
      reportCompressedSize: false,
      chunkSizeWarningLimit: 1200,
      modulePreload: { polyfill: false },
      rolldownOptions: {
        output: { codeSplitting: { groups: firstGroups } },
        // Rules and contracts only say things: a page that uses one word of them does not load the rest.
        treeshake: { moduleSideEffects: [{ test: /[\\/]src[\\/](domain|contract)[\\/]/, sideEffects: false }] },
      },
    },
    server: {
      host: "127.0.0.1",
      proxy: { "/api": { target: SERVER }, "/socket.io": { target: SERVER, ws: true }, "/files": { target: SERVER } },
    },
  };
});

/**
 * What the first page needs comes in a few files: fifty small ones wait for each other on a slow line. Other people's
 * parts change seldom and stand apart, so that a new version of ours leaves them in the cache.
 */
const firstGroups = [
  // Reached from the contract, of whose schemas the first page keeps none: pages that do have it apart.
  { name: "schemas", test: /node_modules[\\/]zod[\\/]|src[\\/]contract[\\/](common|[a-z-]+-shapes)\.ts$/, priority: 3 },
  { name: "react", test: /node_modules[\\/](react|react-dom|scheduler)[\\/]/, priority: 2 },
  { name: "first-parts", tags: ["$initial" as const], test: /node_modules[\\/]/, priority: 1 },
  { name: "first", tags: ["$initial" as const] },
];

const FIRST_CHUNKS = firstGroups.slice(1).map(({ name }) => name);

function thenPortal(): Plugin {
  return {
    name: "then-portal",
    closeBundle: async () => {
      await build({ configFile: fileURLToPath(import.meta.url), mode: "portal", logLevel: "warn" });
    },
  };
}
