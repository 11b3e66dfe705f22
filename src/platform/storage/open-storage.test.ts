import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, rmSync, truncateSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { buffer } from "node:stream/consumers";
import { afterAll, expect, test } from "vitest";
import { openBucketStorage, openDiskStorage, type Storage } from "./index.ts";

const folder = mkdtempSync(path.join(tmpdir(), "bihuan-storage-"));
const kept = new Map<string, Buffer>();
/** As much of S3 as is asked for: whole objects by path. */
const service = createServer(async (request, response) => {
  const key = new URL(request.url ?? "/", "http://x").pathname;
  if (request.method === "PUT") kept.set(key, await buffer(request));
  if (request.method === "DELETE") kept.delete(key);
  const found = kept.get(key);
  if (!found && request.method !== "DELETE") return response.writeHead(404).end();
  response.setHeader("etag", '"x"').setHeader("last-modified", new Date(0).toUTCString());
  response.setHeader("content-length", request.method === "DELETE" || request.method === "PUT" ? 0 : found!.length);
  return response.end(request.method === "GET" ? found : undefined);
});
await new Promise<void>((resolve) => service.listen(0, "127.0.0.1", resolve));
afterAll(() => {
  service.close();
  rmSync(folder, { recursive: true, force: true });
});

const bucket = await openBucketStorage({
  bucket: "desk",
  region: "cn-north-1",
  endpoint: `http://127.0.0.1:${(service.address() as AddressInfo).port}`,
  accessKeyId: "id",
  secretAccessKey: "secret",
});
const disk = openDiskStorage(folder);
const content = Buffer.from("截图".repeat(10_000));

test.each([
  ["on disk", disk],
  ["in a bucket", bucket],
])("%s: what is put comes back, once for the same content, and goes", async (_, storage: Storage) => {
  const put = await storage.put(content);
  expect(put).toMatchObject({ sha256: createHash("sha256").update(content).digest("hex"), sizeBytes: content.length });
  expect((await storage.put(content)).key).toBe(put.key);
  expect((await storage.readBytes(put.key)).equals(content)).toBe(true);
  expect((await buffer(await storage.read(put.key))).equals(content)).toBe(true);
  await storage.remove(put.key);
  expect(await storage.has(put.key)).toBe(false);
});

test("a file that a killed process wrote by half is written again", async () => {
  const { key } = await disk.put(content);
  truncateSync(path.join(folder, key), 10);
  await disk.put(content);
  expect((await disk.readBytes(key)).equals(content)).toBe(true);
  expect(readdirSync(folder)).toHaveLength(1);
});
