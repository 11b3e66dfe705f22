import { randomInt } from "node:crypto";
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, onTestFinished, test } from "vitest";
import { examineDesk } from "../../src/features/doctor/index.ts";
import { openDatabase, type OpenDatabase } from "../../src/platform/db/index.ts";
import { runningEmbeddedPostgres } from "../../src/platform/embedded-postgres/index.ts";
import { smtpSink } from "../support/smtp-sink.ts";
import { testDatabase } from "../support/test-database.ts";
import { everythingStands } from "./everything-stands.ts";
import { unkillableDesk, type Unkillable } from "./unkillable-desk.ts";

/** `npm run test:survival` runs the long form: twenty deaths under 100 mails, 100 calls and 100 replies each; SURVIVAL_EACH changes the 100. */
const LONG = process.env["SURVIVAL"] === "long";
const EACH = LONG ? Number(process.env["SURVIVAL_EACH"] ?? 100) : 10;
const DEATHS = 10;
const ROUND_MS = 60_000;
const SETTLED_WITHIN_MS = LONG ? 1_800_000 : 60_000;
const TIMEOUT_MS = DEATHS * ROUND_MS + SETTLED_WITHIN_MS;

/** The desk, any session of its database, any other process of it (it writes, sweeps, reads ahead), its whole database. */
const VICTIMS = ["desk", "session", "helper", "database"] as const;

const { url: databaseUrl, db } = await testDatabase();

async function newFolder(): Promise<{ folder: string; smtpUrl: string }> {
  const folder = mkdtempSync(path.join(tmpdir(), "bihuan-survival-"));
  chmodSync(folder, 0o711);
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const sink = await smtpSink();
  onTestFinished(() => sink.close());
  return { folder, smtpUrl: sink.url };
}

/** Each victim once, or in the long form so many at random. */
const drawn = <T>(victims: readonly T[]): T[] =>
  LONG ? Array.from({ length: DEATHS }, () => victims[randomInt(victims.length)]!) : [...victims];

async function dieUnderLoad<T>(desk: Unkillable, victims: readonly T[], kill: (victim: T) => Promise<void>) {
  for (const [round, victim] of drawn(victims).entries())
    await Promise.all([
      desk.load(`r${round}`, EACH),
      desk.after(Math.floor(EACH * (0.3 + Math.random()))).then(() => kill(victim)),
    ]);
}

const findingsOf = async (on: OpenDatabase) => (await examineDesk(on.reading, Date.now(), () => undefined)).findings;

/** Agents that lost their server are back, and hear of what happens. */
async function agentsHear(desk: Unkillable): Promise<void> {
  const before = desk.heard();
  await expect.poll(() => desk.connectedAgents(), { timeout: 60_000 }).toBe(3);
  await desk.load("hello", 1);
  await expect.poll(() => desk.heard(), { timeout: 60_000 }).toBeGreaterThan(before);
}

test(
  "kill -9 of the desk, of any process of its database and of the whole database, under load: nothing acknowledged is missing or doubled",
  { timeout: TIMEOUT_MS },
  async () => {
    const { folder, smtpUrl } = await newFolder();
    const desk = await unkillableDesk(["start"], { DATA_DIR: folder, SMTP_URL: smtpUrl });
    await dieUnderLoad(desk, LONG ? VICTIMS : (["desk", "database"] as const), async (victim) => {
      if (victim === "desk") return desk.kill("start");
      const postmaster = postmasterOf(folder);
      const child = victim === "database" ? null : childOf(postmaster, victim);
      process.kill(child ?? postmaster, "SIGKILL");
    });
    await expect.poll(() => isReady(desk), { timeout: 60_000 }).toBe(true);
    await agentsHear(desk);
    const own = openDatabase(runningEmbeddedPostgres(folder, "bihuan")!, { connectionsMax: 2 });
    await everythingStands({ db: own, findings: () => findingsOf(own) }, desk.told, desk.toldReplies);
    await own.close();
    await desk.end();
  },
);

test.runIf(LONG)(
  "kill -9 of web and worker, each a process of its own, under load",
  { timeout: TIMEOUT_MS },
  async () => {
    const { folder, smtpUrl } = await newFolder();
    const environment = {
      DATA_DIR: folder,
      SMTP_URL: smtpUrl,
      DATABASE_URL: databaseUrl,
      DATABASE_CONNECTIONS_MAX: "10",
    };
    const desk = await unkillableDesk(["web", "worker"], environment);
    await dieUnderLoad(desk, ["worker", "web"] as const, (part) => desk.kill(part));
    await agentsHear(desk);
    // The sweep finds mails whose job died with its worker once they have waited for half a minute: nobody waits for it here.
    await sleep(LONG ? 30_000 : 0);
    await db.pool.query(
      "update inbound_mail set received_at = received_at - interval '1 minute' where state = 'received'",
    );
    await db.pool.query("select graphile_worker.add_job('sweep_inbound_mail')");
    await everythingStands({ db, findings: () => findingsOf(db) }, desk.told, desk.toldReplies);
    await desk.end();
  },
);

const isReady = async (desk: Unkillable) => (await fetch(`${desk.url}/readyz`).catch(() => null))?.status === 200;

function postmasterOf(folder: string): number {
  return Number(readFileSync(path.join(folder, "postgres/cluster/postmaster.pid"), "utf8").split("\n")[0]);
}

/** Any process of a client's, or any other: the database takes all its sessions down with one that is killed. */
function childOf(postmaster: number, kind: "session" | "helper"): number | null {
  const found = readdirSync("/proc").filter((pid) => {
    try {
      const parent = Number(readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1)!.split(" ")[1]);
      const isSession = readFileSync(`/proc/${pid}/cmdline`, "utf8").includes("127.0.0.1");
      return parent === postmaster && isSession === (kind === "session");
    } catch {
      return false;
    }
  });
  return found.length === 0 ? null : Number(found[randomInt(found.length)]);
}
