import {
  chmodSync,
  existsSync,
  mkdtempSync,
  mkdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import { afterAll, expect, test } from "vitest";
import { EmbeddedPostgresProblem, runningEmbeddedPostgres, startEmbeddedPostgres } from "./index.ts";

const folder = mkdtempSync(path.join(tmpdir(), "bihuan-embedded-"));
chmodSync(folder, 0o711);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function ask<T extends object>(url: string, question: string): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const answer = await client.query<T>(question);
  await client.end();
  return answer.rows[0]!;
}

test("it starts, keeps what is written, can be found by another command, and stops", async () => {
  const first = await startEmbeddedPostgres({ folder, database: "bihuan" });
  await ask(first.url, "create table kept as select 1 as n");
  expect(runningEmbeddedPostgres(folder, "bihuan")).toBe(first.url);
  expect(await ask(first.url, "select upper('ä') as letter, '中' < '文' as ordered")).toEqual({
    letter: "Ä",
    ordered: true,
  });
  await first.stop();
  expect(runningEmbeddedPostgres(folder, "bihuan")).toBeNull();
  const second = await startEmbeddedPostgres({ folder, database: "bihuan" });
  expect(await ask(second.url, "select n from kept")).toEqual({ n: 1 });
  await second.stop();
});

test("its password is readable by nobody else", () => {
  expect(statSync(path.join(folder, "postgres-password")).mode & 0o077).toBe(0);
});

test("a server that a killed process left running is replaced, and nothing is lost", async () => {
  const left = await startEmbeddedPostgres({ folder, database: "bihuan" });
  await ask(left.url, "update kept set n = 2");
  const next = await startEmbeddedPostgres({ folder, database: "bihuan" });
  expect(await ask(next.url, "select n from kept")).toEqual({ n: 2 });
  await next.stop();
});

test("a postmaster.pid that names somebody else's process does not stop the start", async () => {
  const pidFile = path.join(folder, "postgres/cluster/postmaster.pid");
  writeFileSync(pidFile, `${process.pid}\n${folder}\n0\n5432\n\n127.0.0.1\n\nready\n`);
  const server = await startEmbeddedPostgres({ folder, database: "bihuan" });
  expect(await ask(server.url, "select n from kept")).toEqual({ n: 2 });
  await server.stop();
  expect(existsSync(pidFile)).toBe(false);
});

test("a server that is killed is started again on the same port, and nothing is lost", async () => {
  const server = await startEmbeddedPostgres({ folder, database: "bihuan" });
  await ask(server.url, "update kept set n = 3");
  const pidOf = () => Number(readFileSync(path.join(folder, "postgres/cluster/postmaster.pid"), "utf8").split("\n")[0]);
  const before = pidOf();
  process.kill(before, "SIGKILL");
  await expect
    .poll(() => ask(server.url, "select n from kept").catch(() => null), { timeout: 20_000 })
    .toEqual({ n: 3 });
  expect(pidOf()).not.toBe(before);
  await server.stop();
  expect(runningEmbeddedPostgres(folder, "bihuan")).toBeNull();
});

test("it is reached by a socket, and by its port where the socket's path would be too long", async () => {
  const server = await startEmbeddedPostgres({ folder, database: "bihuan" });
  const asked = "select inet_server_port() is null as by_socket";
  expect(await ask(server.url, asked)).toEqual({ by_socket: process.platform !== "win32" });
  const port = new URL(server.url);
  port.search = "";
  expect(await ask(port.href, asked)).toEqual({ by_socket: false });
  await server.stop();
  const deep = path.join(folder, "d".repeat(100));
  mkdirSync(deep, { mode: 0o711 });
  const far = await startEmbeddedPostgres({ folder: deep });
  expect(await ask(far.url, asked)).toEqual({ by_socket: false });
  await far.stop();
});

test.runIf(process.platform === "linux")("its trigrams are of Chinese letters too", async () => {
  const server = await startEmbeddedPostgres({ folder, database: "bihuan" });
  await ask(server.url, "create extension if not exists pg_trgm");
  expect(await ask(server.url, "select cardinality(show_trgm('铁柱')) as trigrams")).toEqual({ trigrams: 3 });
  await server.stop();
});

test("files of another major version are refused with a sentence", async () => {
  const versionFile = path.join(folder, "postgres/cluster/PG_VERSION");
  const version = readFileSync(versionFile, "utf8");
  writeFileSync(versionFile, "14\n");
  await expect(startEmbeddedPostgres({ folder })).rejects.toThrow(EmbeddedPostgresProblem);
  await expect(startEmbeddedPostgres({ folder })).rejects.toThrow("PostgreSQL 14");
  writeFileSync(versionFile, version);
});

test.runIf(process.getuid?.() === 0)(
  "root's database goes to a system folder when its own is closed to the unprivileged user",
  async () => {
    const closed = path.join(folder, "closed");
    mkdirSync(closed, { mode: 0o700 });
    const server = await startEmbeddedPostgres({ folder: path.join(closed, "data") });
    expect(await ask(server.url, "select 1 as n")).toEqual({ n: 1 });
    await server.stop();
    const link = path.join(closed, "data/postgres");
    const real = readlinkSync(link);
    expect(statSync(path.join(real, "cluster")).uid).not.toBe(0);
    const again = await startEmbeddedPostgres({ folder: path.join(closed, "data") });
    await again.stop();
    rmSync(real, { recursive: true });
  },
);
