import { execFileSync, spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { connect as connectTo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { io, type Socket } from "socket.io-client";
import { afterAll, onTestFinished, vi } from "vitest";
import { startBenchDesk, type BenchDesk } from "../../bench/desk/bench-desk.ts";
import { freePort } from "../support/free-port.ts";
import { smtpSink, type SmtpSink } from "../support/smtp-sink.ts";

export const PUBLIC_URL = "http://desk.test";
/** How long a condition may take on a slow machine. */
export const PATIENCE = { timeout: 90_000, interval: 50 };
/** Of a test that waits for several conditions. */
export const LONG = { timeout: 120_000 };

export type Nodes = { webs: [BenchDesk, BenchDesk]; workers: BenchDesk[]; filesFolder: string; sink: SmtpSink };

/** Two webs and so many workers, each a process of its own, on one database and one folder; they end with the file's last test. */
export async function runNodes(given: { databaseUrl: string; workers: number; redisUrl?: string }): Promise<Nodes> {
  const folder = await mkdtemp(path.join(tmpdir(), "bihuan-nodes-"));
  const sink = await smtpSink();
  const started: Promise<BenchDesk>[] = [];
  afterAll(async () => {
    const nodes = (await Promise.allSettled(started)).flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
    await Promise.all(nodes.map((node) => node.stop()));
    await sink.close();
    await rm(folder, { recursive: true, force: true });
  });
  const start = (command: "web" | "worker") => {
    const environment = {
      DATA_DIR: folder,
      PUBLIC_URL,
      DATABASE_CONNECTIONS_MAX: "5",
      ...(given.redisUrl ? { REDIS_URL: given.redisUrl } : {}),
    };
    const node = startBenchDesk({ databaseUrl: given.databaseUrl, command, smtpUrl: sink.url, environment });
    started.push(node);
    return node;
  };
  const commands = Array.from({ length: given.workers }, () => "worker" as const);
  const [first, second, ...workers] = await Promise.all([start("web"), start("web"), ...commands.map(start)]);
  return { webs: [first, second], workers, filesFolder: path.join(folder, "files"), sink };
}

/** A Redis of the test's own; null where none is installed. */
export async function runRedis(): Promise<string | null> {
  try {
    execFileSync("which", ["redis-server"], { stdio: "ignore" });
  } catch {
    return null;
  }
  const port = await freePort();
  const redis = spawn(
    "redis-server",
    ["--port", String(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"],
    {
      stdio: "ignore",
    },
  );
  afterAll(() => redis.kill());
  await vi.waitUntil(() => listens(port), PATIENCE);
  return `redis://127.0.0.1:${port}`;
}

const listens = (port: number) =>
  new Promise<boolean>((resolve) => {
    const socket = connectTo(port, "127.0.0.1");
    socket.on("connect", () => (socket.destroy(), resolve(true)));
    socket.on("error", () => resolve(false));
  });

export type Asked = { token?: string; headers?: Record<string, string>; body?: object };
export type Answer<T> = { status: number; body: T; headers: Headers };

/** A request to one node, as its reverse proxy hands it on. */
export async function ask<T>(node: BenchDesk, method: string, to: string, asked: Asked = {}): Promise<Answer<T>> {
  const response = await fetch(node.url + to, {
    method,
    headers: {
      ...(asked.token ? { authorization: `Bearer ${asked.token}` } : {}),
      ...(asked.body ? { "content-type": "application/json" } : {}),
      ...asked.headers,
    },
    ...(asked.body ? { body: JSON.stringify(asked.body) } : {}),
  });
  const text = await response.text();
  const isJson = response.headers.get("content-type")?.includes("json");
  return { status: response.status, body: (isJson ? JSON.parse(text) : text) as T, headers: response.headers };
}

export type Listening = {
  socket: Socket;
  heard: { event: string; payload: { ticketId?: string; seq?: number; people?: object[] } }[];
};

/** A browser on one node. */
export async function listen(node: BenchDesk, token: string): Promise<Listening> {
  const socket = io(node.url, {
    transports: ["websocket"],
    forceNew: true,
    reconnection: false,
    extraHeaders: { authorization: `Bearer ${token}` },
  });
  onTestFinished(() => void socket.disconnect());
  const heard: Listening["heard"] = [];
  socket.onAny((event: string, payload: Listening["heard"][number]["payload"]) => heard.push({ event, payload }));
  await new Promise<void>((resolve, reject) => {
    socket.on("connect", () => resolve());
    socket.on("connect_error", reject);
  });
  return { socket, heard };
}
