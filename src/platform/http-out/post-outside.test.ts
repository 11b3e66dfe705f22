import { createServer, type Server } from "node:https";
import type { AddressInfo } from "node:net";
import { afterAll, describe, expect, test } from "vitest";
import { TLS_CERTIFICATE, TLS_HOST, TLS_KEY } from "../../../test/support/tls-fixture.ts";
import { isPublicAddress } from "./public-address.ts";
import { postOutside, type OutsideOptions } from "./post-outside.ts";

type Taken = { url: string; headers: Record<string, unknown>; body: string };

const servers: Server[] = [];
afterAll(() => servers.forEach((server) => server.close()));

type Answer = { status: number; headers?: Record<string, string>; body?: Buffer; hangs?: boolean };

async function receiver(answer: Answer = { status: 204 }) {
  const taken: Taken[] = [];
  const server = createServer({ key: TLS_KEY, cert: TLS_CERTIFICATE }, (request, response) => {
    let body = "";
    request.on("data", (chunk: Buffer) => (body += chunk.toString()));
    request.on("end", () => {
      taken.push({ url: request.url ?? "", headers: request.headers, body });
      if (answer.hangs) return;
      response.writeHead(answer.status, answer.headers);
      response.end(answer.body);
    });
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { taken, port: (server.address() as AddressInfo).port };
}

/** As if 127.0.0.1 were a host of the public internet. */
const AT_HOME: OutsideOptions = {
  ca: TLS_CERTIFICATE,
  resolve: async () => ["127.0.0.1"],
  allows: (address) => address === "127.0.0.1" || isPublicAddress(address),
};
const call = (url: string, options: OutsideOptions = {}) =>
  postOutside({ url, headers: { "x-desk": "1" }, body: '{"a":"中"}' }, { callMsMax: 3_000, ...options });

test("posts by HTTPS, with the headers and the whole body, and answers the status", async () => {
  const { taken, port } = await receiver();
  expect(await call(`https://${TLS_HOST}:${port}/a?b=1`, AT_HOME)).toEqual({ kind: "answered", status: 204 });
  expect(taken).toMatchObject([
    { url: "/a?b=1", body: '{"a":"中"}', headers: { "x-desk": "1", host: `${TLS_HOST}:${port}` } },
  ]);
});

describe("server-side request forgery", () => {
  test.each([
    "https://127.0.0.1/",
    "https://127.1/",
    "https://2130706433/",
    "https://0x7f.0.0.1/",
    "https://0/",
    "https://10.1.2.3/",
    "https://172.16.0.1/",
    "https://192.168.1.1/",
    "https://100.64.0.1/",
    "https://169.254.169.254/latest/meta-data/",
    "https://[::1]/",
    "https://[::]/",
    "https://[::ffff:127.0.0.1]/",
    "https://[::ffff:a9fe:a9fe]/",
    "https://[64:ff9b::7f00:1]/",
    "https://[2002:7f00:1::]/",
    "https://[fe80::1]/",
    "https://[fd00:ec2::254]/",
    "https://224.0.0.1/",
  ])("by address: %s is refused before anything is sent", async (url) => {
    expect(await call(url)).toEqual({ kind: "refused", reason: "not an address of the public internet" });
  });

  test.each([
    "http://example.com/",
    "ftp://example.com/",
    "file:///etc/passwd",
    "https://user:secret@example.com/",
    "nothing",
  ])("by scheme or credentials: %s is refused", async (url) => {
    expect(await call(url)).toMatchObject({ kind: "refused" });
  });

  test("by name: one that leads inside is refused, also when only one of its addresses does", async () => {
    const { taken, port } = await receiver();
    const named = (...addresses: string[]) =>
      call(`https://${TLS_HOST}:${port}/`, { ca: TLS_CERTIFICATE, resolve: async () => addresses });
    expect(await named("127.0.0.1")).toMatchObject({ kind: "refused" });
    expect(await named("93.184.215.14", "127.0.0.1")).toMatchObject({ kind: "refused" });
    expect(await named("93.184.215.14", "::ffff:10.0.0.1")).toMatchObject({ kind: "refused" });
    expect(await call("https://localhost/")).toMatchObject({ kind: "refused" });
    expect(taken).toEqual([]);
  });

  test("by DNS rebinding: the name is looked up once, and the connection goes where it was judged", async () => {
    const inside = await receiver();
    let asked = 0;
    // Judged as an address outside; whoever looked again would be sent inside.
    const rebinding = async () => (++asked === 1 ? ["127.0.0.2"] : ["127.0.0.1"]);
    const end = await call(`https://${TLS_HOST}:${inside.port}/`, {
      ca: TLS_CERTIFICATE,
      resolve: rebinding,
      allows: (address) => address === "127.0.0.2",
    });
    expect(asked).toBe(1);
    expect(end).toMatchObject({ kind: "unreachable" });
    expect(inside.taken).toEqual([]);
  });

  test.each([301, 302, 303, 307, 308])("by redirect: %i is answered as it is, and not followed", async (status) => {
    const inside = await receiver();
    const outside = await receiver({ status, headers: { location: `https://127.0.0.1:${inside.port}/admin` } });
    expect(await call(`https://${TLS_HOST}:${outside.port}/`, AT_HOME)).toEqual({ kind: "answered", status });
    expect(outside.taken).toHaveLength(1);
    expect(inside.taken).toEqual([]);
  });
});

test("by port: servers of mail, names and shells are not knocked at", async () => {
  for (const port of [22, 25, 53, 80, 465, 587, 993])
    expect(await call(`https://1.1.1.1:${port}/`)).toEqual({ kind: "refused", reason: "not a port for https" });
});

test("an answer that turns the connection into something else ends the call", async () => {
  const server = createServer({ key: TLS_KEY, cert: TLS_CERTIFICATE });
  servers.push(server);
  server.on("request", (request) => {
    request.socket.end("HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: websocket\r\n\r\n");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  expect(await call(`https://${TLS_HOST}:${port}/`, AT_HOME)).toEqual({ kind: "answered", status: 101 });
});

/** Without a bound nothing of it would ever end; a busy machine may stand still for seconds. */
const ENDED_WITHIN_MS = 20_000;

test("an answer that drips, head or body, ends in time", async () => {
  const server = createServer({ key: TLS_KEY, cert: TLS_CERTIFICATE });
  servers.push(server);
  server.on("request", ({ socket, url }) => {
    socket.write(url === "/head" ? "HTTP/1.1 200 OK\r\n" : "HTTP/1.1 200 OK\r\nContent-Length: 999999\r\n\r\n");
    const drip = setInterval(() => socket.write(url === "/head" ? "X-A: b\r\n" : "x"), 20);
    socket.on("error", () => undefined);
    socket.on("close", () => clearInterval(drip));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const began = performance.now();
  for (const path of ["head", "body"])
    expect(await call(`https://${TLS_HOST}:${port}/${path}`, { ...AT_HOME, callMsMax: 400 })).toBeDefined();
  expect(performance.now() - began).toBeLessThan(ENDED_WITHIN_MS);
});

test("bounds: time, what is sent, what is read", async () => {
  const hanging = await receiver({ status: 200, hangs: true });
  const began = performance.now();
  expect(await call(`https://${TLS_HOST}:${hanging.port}/`, { ...AT_HOME, callMsMax: 300 })).toEqual({
    kind: "unreachable",
    reason: "no answer in time",
  });
  expect(performance.now() - began).toBeLessThan(ENDED_WITHIN_MS);
  const neverResolved = { ...AT_HOME, resolve: () => new Promise<string[]>(() => undefined), callMsMax: 200 };
  expect(await call(`https://${TLS_HOST}/`, neverResolved)).toMatchObject({ kind: "unreachable" });
  const big = await receiver({ status: 200, body: Buffer.alloc(5_000_000) });
  expect(await call(`https://${TLS_HOST}:${big.port}/`, AT_HOME)).toEqual({ kind: "answered", status: 200 });
  expect(
    await postOutside({ url: `https://${TLS_HOST}:${big.port}/`, headers: {}, body: "x".repeat(300_000) }, AT_HOME),
  ).toMatchObject({ kind: "refused" });
});

test("a certificate of another name, or of nobody, is not talked to", async () => {
  const { taken, port } = await receiver();
  const { ca: _trusted, ...untrusting } = AT_HOME;
  expect(await call(`https://${TLS_HOST}:${port}/`, untrusting)).toMatchObject({ kind: "unreachable" });
  expect(await call(`https://other.example:${port}/`, AT_HOME)).toMatchObject({ kind: "unreachable" });
  expect(taken).toEqual([]);
});

test("addresses of the public internet are public", () => {
  for (const address of ["1.1.1.1", "93.184.215.14", "223.5.5.5", "2400:3200::1", "2606:4700::1111"])
    expect([address, isPublicAddress(address)]).toEqual([address, true]);
  for (const address of ["", "example.com", "1.1.1", "2001:db8::1", "192.0.2.1", "198.18.0.1"])
    expect([address, isPublicAddress(address)]).toEqual([address, false]);
});
