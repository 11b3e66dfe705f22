import { expect, test } from "vitest";
import { liveDesk, until } from "../support/live-desk.ts";
import { everythingStands } from "./everything-stands.ts";
import { offerMail, offerTicket, type Acknowledged } from "./outside-world.ts";

/** A few connections carry what hundreds ask for at once. */
const CONNECTIONS = 4;
const WAITING_MAX = CONNECTIONS * 10;
/** Those who share a connection: four flights of fifty. What they ask next they wait for together. */
const SHARING_MAX = 4 * 50;
const CALLS = process.env["SURVIVAL"] === "long" ? 2_000 : 600;
const MAILS = 20;

const desk = await liveDesk({ environment: { DATABASE_CONNECTIONS_MAX: String(CONNECTIONS), LOG_LEVEL: "silent" } });
const { token } = desk.administrator;

const statusOf = async (path: string) => (await fetch(`${desk.url}${path}`)).status;

async function words(language: string): Promise<string> {
  const response = await fetch(`${desk.url}/api/v1/tickets/1`, { headers: { "accept-language": language } });
  return ((await response.json()) as { title: string }).title;
}

/** Somebody holds the table that every write needs, so that what comes has to wait. */
async function whileWritesWait(work: (letGo: () => Promise<void>) => Promise<void>): Promise<void> {
  const client = await desk.db.pool.connect();
  await client.query("begin; lock table ticket, inbound_mail, api_token in access exclusive mode");
  let isHeld = true;
  const letGo = async () => {
    if (isHeld) await client.query("commit");
    isHeld = false;
  };
  try {
    await work(letGo);
  } finally {
    await letGo();
    client.release();
  }
}

test(
  "far more calls than the pool carries: told to come again, a bounded queue, and all is well after",
  { timeout: 120_000 },
  async () => {
    const told: Acknowledged = new Set();
    let waitedMost = 0;
    const watch = setInterval(() => (waitedMost = Math.max(waitedMost, desk.waiting())), 5);
    const calls: Promise<Awaited<ReturnType<typeof offerTicket>>>[] = [];
    const mails: Promise<number>[] = [];
    await whileWritesWait(async (letGo) => {
      for (let at = 0; at < CALLS; at++) calls.push(offerTicket(desk, token, `flood-t${at}`));
      for (let at = 0; at < MAILS; at++) mails.push(offerMail(desk.smtpPort, `flood-m${at}`));
      await until(async () => (await statusOf("/readyz")) === 503);
      expect(await statusOf("/healthz")).toBe(200);
      await until(() => waitedMost >= WAITING_MAX);
      await until(async () => (await offerTicket(desk, token, "late")).status === 503);
      expect([await words("zh-CN"), await words("en")]).toEqual([
        expect.stringContaining("系统繁忙"),
        expect.stringContaining("busy"),
      ]);
      await letGo();
    });
    const answers = await Promise.all(calls);
    const codes = await Promise.all(mails);
    clearInterval(watch);
    for (const [at, answer] of answers.entries())
      if (answer.status === 201) told.add(`flood-t${at}`);
      else expect(answer).toEqual({ status: 503, id: null, code: "busy", retryAfter: "2" });
    for (const [at, code] of codes.entries())
      if (code === 250) told.add(`flood-m${at}`);
      else expect(code).toBe(451);
    expect(answers.filter(({ status }) => status === 503).length).toBeGreaterThan(CALLS / 4);
    // What has passed the door before it closed may ask once or twice more; the mails and jobs have no door.
    expect(waitedMost).toBeLessThan(WAITING_MAX * 2 + SHARING_MAX + MAILS);
    await until(async () => (await statusOf("/readyz")) === 200);
    expect(await offerTicket(desk, token, "after")).toMatchObject({ status: 201 });
    expect(await offerMail(desk.smtpPort, "after-mail")).toBe(250);
    await everythingStands(desk, told.add("after").add("after-mail"));
  },
);
