import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import path from "node:path";
import fastifyStatic from "@fastify/static";
import type { FastifyInstance, FastifyReply } from "fastify";

const DIST = path.join(import.meta.dirname, "../../dist");
const APPS = [
  { name: "portal", prefix: "/c" },
  { name: "console", prefix: "" },
] as const;
const ASSET_SECONDS = 365 * 24 * 60 * 60;

/** A script whose words stand in the page itself. */
const INLINE_SCRIPT = /<script(?![^>]*\ssrc=)[^>]*>([^]*?)<\/script>/g;

/** What a page may load: its own scripts and those that were built into it, by their hash, styles that components write, images that a person asked for. */
const pagePolicy = (scripts: readonly string[]): string =>
  [
    "default-src 'self'",
    `script-src ${["'self'", ...scripts.map(hashOf)].join(" ")}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob: https: http:",
    "connect-src 'self' ws: wss:",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "object-src 'none'",
  ].join("; ");

const hashOf = (script: string): string => `'sha256-${createHash("sha256").update(script).digest("base64")}'`;

type Page = { html: string; policy: string };

/**
 * Serves the built pages: hashed assets for long, the page itself always fresh, unknown paths to the console. Pages that are
 * built anew beneath a running desk are served from then on.
 */
export async function servePages(app: FastifyInstance, dist: string = DIST): Promise<void> {
  for (const { name, prefix } of APPS) {
    const root = path.join(dist, name, "assets");
    if (!existsSync(root)) continue;
    await app.register(fastifyStatic, {
      root,
      prefix: `${prefix}/assets/`,
      decorateReply: false,
      immutable: true,
      maxAge: ASSET_SECONDS * 1000,
      preCompressed: true,
    });
  }
  const pages = { portal: pageIn(path.join(dist, "portal")), console: pageIn(path.join(dist, "console")) };
  const hidden = { schema: { hide: true } };
  app.get("/c/*", hidden, async (_, reply) => sendPage(reply, await pages.portal()));
  app.setNotFoundHandler(async (request, reply) => {
    const wantsPage =
      request.method === "GET" && !request.url.startsWith("/api/") && !request.url.startsWith("/files/");
    if (!wantsPage || path.extname(request.url.split("?")[0] ?? ""))
      throw Object.assign(new Error("not found"), { statusCode: 404 });
    return sendPage(reply, await pages.console());
  });
}

/** The page as it stands now; the one before while a build has not laid it down whole. */
function pageIn(folder: string): () => Promise<Page | null> {
  const file = path.join(folder, "index.html");
  let known: { changedAt: number; page: Page } | null = null;
  return async () => {
    const changedAt = (await stat(file).catch(() => null))?.mtimeMs;
    if (changedAt === undefined || changedAt === known?.changedAt) return known?.page ?? null;
    const html = await readFile(file, "utf8").catch(() => "");
    if (!html.trimEnd().endsWith("</html>")) return known?.page ?? null;
    const scripts = Array.from(html.matchAll(INLINE_SCRIPT), ([, script]) => script ?? "");
    known = { changedAt, page: { html, policy: pagePolicy(scripts) } };
    return known.page;
  };
}

function sendPage(reply: FastifyReply, page: Page | null): FastifyReply {
  if (page === null)
    return reply
      .code(503)
      .type("text/plain; charset=utf-8")
      .send("页面尚未构建，请运行 npm start。The pages are not built: run npm start.");
  return reply
    .type("text/html; charset=utf-8")
    .headers({
      "content-security-policy": page.policy,
      "x-content-type-options": "nosniff",
      "referrer-policy": "same-origin",
      "cache-control": "no-cache",
    })
    .send(page.html);
}
