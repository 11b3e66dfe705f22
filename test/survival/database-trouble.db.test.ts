import { expect, test } from "vitest";
import { until, liveDesk } from "../support/live-desk.ts";
import { databaseProxy, type DatabaseProxy } from "./database-proxy.ts";
import { everythingStands } from "./everything-stands.ts";
import { mailUntilTaken, offerMail, offerTicket, ticketUntilTaken, type Acknowledged } from "./outside-world.ts";

const LONG = process.env["SURVIVAL"] === "long";
const EACH = LONG ? 100 : 6;
/** So long the database stays away. */
const AWAY_MS = LONG ? 60_000 : 700;

let proxy!: DatabaseProxy;
const desk = await liveDesk({
  through: async (url) => {
    proxy = await databaseProxy(url);
    return proxy.url;
  },
  environment: { DATABASE_CONNECTIONS_MAX: "8", LOG_LEVEL: "silent" },
});
const { token } = desk.administrator;
const told: Acknowledged = new Set();

const answers = async (path: string) => (await fetch(`${desk.url}${path}`)).status;
const isReady = async () => (await answers("/readyz")) === 200;

async function load(name: string, work: () => Promise<void>): Promise<void> {
  const names = Array.from({ length: EACH }, (_, at) => `${name}${at}`);
  await Promise.all([
    work(),
    ...names.map((one) => mailUntilTaken(desk.smtpPort, `m${one}`, told)),
    ...names.map((one) => ticketUntilTaken(desk, { token, told }, `t${one}`)),
  ]);
}

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

test("all connections break under load: nothing acknowledged is lost or doubled", { timeout: 120_000 }, async () => {
  await load("cut", async () => {
    for (let times = 0; times < 3; times++) {
      await pause(40);
      proxy.cut();
    }
  });
  await until(isReady);
  await everythingStands(desk, told);
});

test(
  "nothing listens for a while: 503 that says when to come again, 451, and all goes on after",
  { timeout: 360_000 },
  async () => {
    await load("refused", async () => {
      await pause(30);
      await proxy.refuse();
      expect(await answers("/healthz")).toBe(200);
      await until(async () => (await answers("/readyz")) === 503);
      expect(await offerTicket(desk, token, "never")).toMatchObject({ status: 503, code: "busy", retryAfter: "2" });
      expect(await offerMail(desk.smtpPort, "never")).toBe(451);
      await pause(AWAY_MS);
      await proxy.open();
    });
    await until(isReady);
    await everythingStands(desk, told);
  },
);

test("it is slow: calls take their time and succeed", { timeout: 120_000 }, async () => {
  proxy.delay(LONG ? 50 : 5);
  await load("slow", async () => undefined);
  proxy.delay(0);
  await until(isReady);
  await everythingStands(desk, told);
});

test(
  "it freezes: calls end by themselves, the door stays open, and the thaw brings all back",
  { timeout: 360_000 },
  async () => {
    await load("frozen", async () => {
      await pause(30);
      proxy.freeze();
      await until(async () => (await answers("/readyz")) === 503);
      expect(await answers("/healthz")).toBe(200);
      proxy.thaw();
    });
    await until(isReady);
    await everythingStands(desk, told);
  },
);
