import { createHash } from "node:crypto";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import Fastify from "fastify";
import { expect, onTestFinished, test } from "vitest";
import { servePages } from "./serve-pages.ts";

async function servedFolder() {
  const dist = await mkdtemp(path.join(tmpdir(), "bihuan-pages-"));
  onTestFinished(() => rm(dist, { recursive: true, force: true }));
  await mkdir(path.join(dist, "console/assets"), { recursive: true });
  const lay = (file: string, content: string) => writeFile(path.join(dist, "console", file), content);
  await lay("assets/old.js", "old");
  await lay("index.html", "<html>old.js</html>\n");
  const app = Fastify();
  onTestFinished(() => app.close());
  await servePages(app, dist);
  const read = async (url: string) => (await app.inject(url)).body;
  return { dist, app, lay, read };
}

test("pages that are built anew beneath a running desk are served without a restart", async () => {
  const { lay, read } = await servedFolder();
  expect(await read("/inbox")).toContain("old.js");
  await lay("assets/new.js", "new");
  await lay("index.html", "<html>the new.js</html>\n");
  expect(await read("/inbox")).toContain("new.js");
  expect([await read("/assets/new.js"), await read("/assets/old.js")]).toEqual(["new", "old"]);
});

test("while a page is missing or half written, the one before is served", async () => {
  const { dist, lay, read } = await servedFolder();
  expect(await read("/inbox")).toContain("old.js");
  await lay("index.html", "<html>the n");
  expect(await read("/inbox")).toContain("old.js");
  await rm(path.join(dist, "console/index.html"));
  expect(await read("/inbox")).toContain("old.js");
});

test("a folder without pages says so, and a missing script is no page", async () => {
  const { app } = await servedFolder();
  expect((await app.inject("/c/case")).statusCode).toBe(503);
  expect((await app.inject("/assets/gone.js")).statusCode).toBe(404);
});

test("of the words of scripts only those run that were built into the page", async () => {
  const { app, lay } = await servedFolder();
  const policy = async () => String((await app.inject("/inbox")).headers["content-security-policy"]);
  expect(await policy()).toMatch(/script-src 'self';/);
  await lay(
    "index.html",
    '<html><script data-zh="/a.js">go()</script><script type="module" src="/b.js"></script> </html>\n',
  );
  const hash = createHash("sha256").update("go()").digest("base64");
  expect(await policy()).toContain(`script-src 'self' 'sha256-${hash}';`);
});
