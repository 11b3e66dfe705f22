import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { lineClient } from "./line-client.ts";

const LONG = "长".repeat(200_000);

test("it counts what an answer holds, however it arrives, and refuses what is no answer", async () => {
  const froms: unknown[] = [];
  const posted: string[] = [];
  const server = createServer((request, response) => {
    froms.push(request.headers["x-forwarded-for"]);
    const body = request.url === "/long" ? LONG : "ok";
    if (request.method === "POST") request.on("data", (text) => posted.push(String(text)));
    response.writeHead(request.url === "/none" ? 404 : request.method === "POST" ? 201 : 200, {
      "content-length": Buffer.byteLength(body),
    });
    // The head goes out before the body.
    response.flushHeaders();
    setImmediate(() => response.end(body));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const client = lineClient(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, {});
  onTestFinished(() => {
    client.close();
    server.closeAllConnections();
    server.close();
  });
  expect((await client.get("/short", "10.0.0.1")).bytes).toBe(2);
  expect((await client.get("/long", "10.0.0.2")).bytes).toBe(Buffer.byteLength(LONG));
  expect((await client.get("/short", "10.0.0.3")).bytes).toBe(2);
  expect((await client.post("/made", "10.0.0.4", { 词: "一" })).bytes).toBe(2);
  expect(posted).toEqual(['{"词":"一"}']);
  expect(froms).toEqual(["10.0.0.1", "10.0.0.2", "10.0.0.3", "10.0.0.4"]);
  await expect(client.get("/none", "10.0.0.1")).rejects.toThrow("404");
});
