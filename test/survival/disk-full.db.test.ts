import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
import { examineDesk } from "../../src/features/doctor/index.ts";
import { openDatabase } from "../../src/platform/db/index.ts";
import { runningEmbeddedPostgres } from "../../src/platform/embedded-postgres/index.ts";
import { liveDesk, until, type LiveDesk } from "../support/live-desk.ts";
import { everythingStands } from "./everything-stands.ts";
import { mailUntilTaken, offerMail, offerTicket, plainMail, type Acknowledged } from "./outside-world.ts";
import { unkillableDesk } from "./unkillable-desk.ts";

const FILES_BYTES = 1024 * 1024;

const desk = await liveDesk({ environment: { LOG_LEVEL: "silent" } });
const { token } = desk.administrator;
const told: Acknowledged = new Set();

const TRIGGERS = ["inbound_mail", "ticket"].map(
  (table) => `create trigger no_room before insert on ${table} for each row execute function no_room()`,
);
const noRoom = (body: string) =>
  `create or replace function no_room() returns trigger language plpgsql as $$ begin ${body} end $$`;

/**
 * What PostgreSQL says when it cannot extend a file, at every write of a ticket or a mail.
 * One table a statement, and room again by another function: locking both tables at once would meet the running desk in a deadlock.
 */
async function fillDatabase(): Promise<void> {
  await desk.db.pool.query(
    noRoom("raise exception 'could not extend file: No space left on device' using errcode = '53100';"),
  );
  for (const trigger of TRIGGERS) await desk.db.pool.query(trigger);
}

const makeRoom = () => desk.db.pool.query(noRoom("return new;"));

test(
  "the database's disk is full: a word for it, 503 and 451; with room all goes on",
  { timeout: 240_000 },
  async () => {
    await mailUntilTaken(desk.smtpPort, "before", told);
    await fillDatabase();
    expect(await offerTicket(desk, token, "no-room")).toMatchObject({
      status: 503,
      code: "storage_full",
      retryAfter: "2",
    });
    expect(await offerMail(desk.smtpPort, "no-room-mail")).toBe(451);
    await makeRoom();
    expect(await offerTicket(desk, token, "no-room")).toMatchObject({ status: 201 });
    expect(await offerMail(desk.smtpPort, "no-room-mail")).toBe(250);
    await everythingStands(desk, told.add("no-room").add("no-room-mail"));
  },
);

test(
  "the disk of the files is full: an upload is refused in words, a mail with a file waits and is taken in once there is room",
  { timeout: 240_000 },
  async (context) => {
    const files = path.join(desk.folder, "files");
    mkdirSync(files, { recursive: true });
    if (spawnSync("mount", ["-t", "tmpfs", "-o", `size=${FILES_BYTES}`, "tmpfs", files]).status !== 0)
      return context.skip("only root may mount a small disk, and not everywhere");
    onTestFinished(() => void spawnSync("umount", ["-l", files]));
    const ballast = path.join(files, "ballast");
    writeFileSync(ballast, Buffer.alloc(FILES_BYTES - 64 * 1024));
    const upload = () => desk.administrator.upload("/api/v1/attachments", new File([randomBytes(300 * 1024)], "a.bin"));
    await expect(upload()).rejects.toThrow(/^503 .*storage_full/);
    expect(await offerMail(desk.smtpPort, "with-file", withFile("with-file"))).toBe(250);
    const attempts = async () =>
      (await desk.db.pool.query("select 1 from graphile_worker.jobs where last_error ilike '%cannot write file%'")).rows
        .length;
    await until(async () => (await attempts()) > 0);
    rmSync(ballast);
    expect(await upload()).toMatch(/-/);
    await desk.db.pool.query("update graphile_worker._private_jobs set run_at = now() where locked_at is null");
    await everythingStands(desk, told.add("with-file"));
    expect((await desk.db.pool.query("select 1 from attachment where name = 'big.bin'")).rows).toHaveLength(1);
  },
);

function withFile(name: string): string {
  const [head] = plainMail(name).split("Content-Type");
  const content = randomBytes(300 * 1024)
    .toString("base64")
    .replaceAll(/.{76}/g, "$&\r\n");
  return [
    `${head}Content-Type: multipart/mixed; boundary=b`,
    "",
    "--b",
    "Content-Type: text/plain; charset=utf-8",
    "",
    "附件见内",
    "--b",
    "Content-Type: application/octet-stream",
    "Content-Disposition: attachment; filename=big.bin",
    "Content-Transfer-Encoding: base64",
    "",
    content,
    "--b--",
    "",
  ].join("\r\n");
}

test.runIf(process.env["SURVIVAL"] === "long")(
  "the disk under the whole database fills to the last byte: what was acknowledged stands when there is room again",
  { timeout: 600_000 },
  async (context) => {
    const disk = mkdtempSync(path.join(tmpdir(), "bihuan-full-"));
    if (spawnSync("mount", ["-t", "tmpfs", "-o", "size=160m,mode=711", "tmpfs", disk]).status !== 0)
      return context.skip("only root may mount a small disk, and not everywhere");
    onTestFinished(() => {
      spawnSync("umount", ["-l", disk]);
      rmSync(disk, { recursive: true, force: true });
    });
    const ballast = path.join(disk, "ballast");
    writeFileSync(ballast, Buffer.alloc(32 * 1024 * 1024));
    const full = await unkillableDesk(["start"], { DATA_DIR: disk, SMTP_URL: desk.sink.url });
    let refused = 0;
    for (let at = 0; refused < 20 && at < 2_000; at++) {
      const name = `full-${at}`;
      const code = await offerMail(full.smtpPort, name, withFile(name)).catch(() => 0);
      if (code === 250) full.told.add(name);
      else refused += 1;
    }
    expect(refused).toBe(20);
    rmSync(ballast);
    await until(async () => (await fetch(`${full.url}/readyz`)).status === 200);
    await full.load("after", 5);
    const own = openDatabase(runningEmbeddedPostgres(disk, "bihuan")!, { connectionsMax: 2 });
    const findings = async () => (await examineDesk(own.reading, Date.now(), () => undefined)).findings;
    await vi.waitFor(() => everythingAcknowledged(own.pool, full.told), { timeout: 300_000, interval: 500 });
    expect((await findings()).filter(({ check }) => check === "broken_chain")).toEqual([]);
    await own.close();
    await full.end();
  },
);

/** A mail that was refused may be kept all the same, when the answer is lost: nothing acknowledged may be missing, or stand twice. */
async function everythingAcknowledged(pool: Pick<LiveDesk["pool"], "query">, told: Acknowledged): Promise<void> {
  const { rows } = await pool.query<{ subject: string; n: number }>(
    "select subject, count(*)::int as n from ticket group by 1",
  );
  const standing = new Map(rows.map(({ subject, n }) => [subject, n]));
  for (const name of told) expect(standing.get(name), name).toBe(1);
  expect([...standing.values()].filter((n) => n > 1)).toEqual([]);
}
