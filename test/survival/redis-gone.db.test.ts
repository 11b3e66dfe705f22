import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { connect } from "node:net";
import { io } from "socket.io-client";
import { afterAll, expect, test } from "vitest";
import { openFanOut, openPublisher } from "../../src/platform/realtime/index.ts";
import { freePort } from "../support/free-port.ts";
import { liveDesk, until } from "../support/live-desk.ts";
import { everythingStands } from "./everything-stands.ts";
import { mailUntilTaken, offerTicket, type Acknowledged } from "./outside-world.ts";

const GONE_MS = process.env["SURVIVAL"] === "long" ? 30_000 : 500;
/** More than a process keeps for a Redis that is gone. */
const TOLD_MEANWHILE = 12_000;
const isInstalled = spawnSync("redis-server", ["--version"]).status === 0;
const port = await freePort();
let redis: ChildProcess | null = null;
afterAll(() => void redis?.kill("SIGKILL"));

async function startRedis(): Promise<void> {
  const flags = ["--port", String(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"];
  redis = spawn("redis-server", flags, { stdio: "ignore" });
  await until(() => listens());
}

const listens = () =>
  new Promise<boolean>((resolve) => {
    const socket = connect(port, "127.0.0.1");
    socket.on("connect", () => (socket.destroy(), resolve(true)));
    socket.on("error", () => resolve(false));
  });

/** Another process of the desk, whose news come to our browsers by Redis alone. */
async function otherNode() {
  const given = { pool: desk.db.pool, redisUrl: `redis://127.0.0.1:${port}`, onError: () => undefined };
  const fanOut = await openFanOut(given);
  afterAll(() => fanOut.close());
  return openPublisher(fanOut);
}

if (isInstalled) await startRedis();
const desk = await liveDesk({
  environment: { LOG_LEVEL: "silent", ...(isInstalled ? { REDIS_URL: `redis://127.0.0.1:${port}` } : {}) },
});

test(
  "Redis is gone and comes back: the desk works on, and its browsers hear again",
  { timeout: 240_000 },
  async (context) => {
    if (!isInstalled) return context.skip("redis-server is not installed on this machine");
    const told: Acknowledged = new Set();
    const { token } = desk.administrator;
    const socket = io(desk.url, { transports: ["websocket"], extraHeaders: { authorization: `Bearer ${token}` } });
    afterAll(() => void socket.disconnect());
    let heard = 0;
    socket.on("told", () => (heard += 1));
    await until(() => socket.connected);
    const other = await otherNode();
    const hears = async () => {
      const before = heard;
      await until(() => {
        other.publish([`person:${desk.administrator.id}`], "told", {});
        return heard > before;
      });
    };
    let named = 0;
    const open = async () => {
      const name = `redis-${named++}`;
      expect(await offerTicket(desk, token, name)).toMatchObject({ status: 201 });
      told.add(name);
    };
    await hears();
    const gone = once(redis!, "exit");
    redis!.kill("SIGKILL");
    await gone;
    await Promise.all([open(), open(), mailUntilTaken(desk.smtpPort, "while-gone", told)]);
    expect((await fetch(`${desk.url}/readyz`)).status).toBe(200);
    for (let at = 0; at < TOLD_MEANWHILE; at++) other.publish([`person:${desk.administrator.id}`], "told", {});
    await new Promise((resolve) => setTimeout(resolve, GONE_MS));
    await open();
    await startRedis();
    await hears();
    await everythingStands(desk, told);
  },
);
