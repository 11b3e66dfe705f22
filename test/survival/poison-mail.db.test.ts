import { expect, test } from "vitest";
import { takeInMail } from "../../src/channels/email/take-in-mail.ts";
import { expectOk, liveDesk, until } from "../support/live-desk.ts";
import { everythingStands } from "./everything-stands.ts";
import { mailUntilTaken, offerMail, plainMail, type Acknowledged } from "./outside-world.ts";

const desk = await liveDesk({ environment: { LOG_LEVEL: "silent" } });
const told: Acknowledged = new Set();
const OTHERS = 10;

const stateOf = async (name: string) =>
  (
    await desk.db.pool.query<{ id: string; state: string; attempts: number; reason: string | null }>(
      "select id, state, attempts, reason from inbound_mail where external_id = $1",
      [`<${name}@customer.example>`],
    )
  ).rows[0];

/** Whatever could be wrong with a mail, somewhere between its bytes and the last row: the database itself objects to it. */
async function poison(): Promise<void> {
  await desk.db.pool.query(`
    create function poison() returns trigger language plpgsql as $$
    begin
      if new.subject = 'poison' then raise exception 'this mail is poison'; end if;
      if new.subject = 'slow' then perform pg_sleep(0.6); end if;
      return new;
    end $$;
    create trigger poison before insert on ticket for each row execute function poison()`);
}

test(
  "a mail that fails and one that takes long hold nobody up; the failed one is kept and shown",
  { timeout: 240_000 },
  async () => {
    await poison();
    for (const name of ["poison", "slow"]) expect(await offerMail(desk.smtpPort, name)).toBe(250);
    told.add("slow");
    await Promise.all(Array.from({ length: OTHERS }, (_, at) => mailUntilTaken(desk.smtpPort, `other${at}`, told)));
    await until(async () => {
      const { rows } = await desk.db.pool.query("select 1 from ticket where subject like 'other%' or subject = 'slow'");
      return rows.length === OTHERS + 1;
    });
    // Its pauses grow to a minute: nobody waits for them here.
    await until(async () => {
      await desk.db.pool.query(
        "update graphile_worker._private_jobs set run_at = now() where attempts > 0 and locked_at is null",
      );
      return (await stateOf("poison"))?.state === "failed";
    });
    expect(await stateOf("poison")).toMatchObject({ reason: "this mail is poison" });
    const found = await desk.findings();
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({
      check: "mail_not_taken_in",
      what: "an incoming mail is failed (this mail is poison)",
    });
    expect(await (await fetch(`${desk.url}/metrics`)).text()).toContain("bihuan_mails_failed 1");
  },
);

test("a mail whose job has lost five workers is taken in all the same, and the job is not left as given up", async () => {
  await desk.db.pool.query(`
    create function lost_workers() returns trigger language plpgsql as $$ begin new.attempts := 5; return new; end $$;
    create trigger lost_workers before insert on graphile_worker._private_jobs for each row execute function lost_workers()`);
  await mailUntilTaken(desk.smtpPort, "unlucky", told);
  await until(async () => (await stateOf("unlucky"))?.state === "taken_in");
  await desk.db.pool.query("drop trigger lost_workers on graphile_worker._private_jobs");
  await until(async () => (await desk.findings()).every(({ check }) => check === "mail_not_taken_in"));
});

type FailedMails = { items: (Record<string, unknown> & { id: string })[]; failedCount: number; nextCursor: null };
const failedMails = async (state = "failed") =>
  expectOk(desk.administrator.call<FailedMails>("GET", `/api/v1/failed-mails?state=${state}`));

test("administrators hear of it once, see who wrote it and why it failed, and get the original; nobody else does", async () => {
  await desk.db.pool.query("select graphile_worker.add_job('tell_failed_mails')");
  const { mail } = await desk.mailTo("admin@desk.example", "未能收入");
  expect(mail.text).toContain("this mail is poison");
  expect(mail.text).toContain(`${desk.url}/settings/mailboxes`);
  const found = await failedMails();
  expect(found).toMatchObject({ failedCount: 1, nextCursor: null });
  expect(found.items).toHaveLength(1);
  const [failed] = found.items;
  expect(failed).toMatchObject({
    subject: "poison",
    from: { name: "王伟", address: "poison@customer.example" },
    reason: "this mail is poison",
    attempts: 5,
    mailbox: { name: "支持邮箱" },
  });
  const raw = await fetch(`${desk.url}/api/v1/failed-mails/${failed!.id}/raw`, {
    headers: { authorization: `Bearer ${desk.administrator.token}` },
  });
  expect(await raw.text()).toBe(plainMail("poison"));
  expect(raw.headers.get("content-disposition")).toMatch(/^attachment/);
  const supervisor = await desk.invite("supervisor", "主管");
  for (const [method, to] of [
    ["GET", ""],
    ["GET", `/${failed!.id}/raw`],
    ["POST", `/${failed!.id}/attempt`],
    ["PUT", `/${failed!.id}/setting-aside`],
  ] as const)
    expect((await supervisor.call(method, `/api/v1/failed-mails${to}`)).status).toBe(403);

  // A second one within the hour is told of with the next letter.
  expect(await desk.email.inbound.failed.takeUntold(desk.db.reading, { now: Date.now(), toldSince: 0 })).toBeNull();
  await desk.db.pool.query("update inbound_mail set state = 'failed' where external_id = '<slow@customer.example>'");
  const takeUntold = (toldSince: number) =>
    desk.db.inTransaction((tx) => desk.email.inbound.failed.takeUntold(tx, { now: Date.now(), toldSince }));
  expect(await takeUntold(Date.now() - 3_600_000)).toBeNull();
  expect(await takeUntold(Date.now() + 1_000)).toMatchObject({ count: 1 });
  await desk.db.pool.query("update inbound_mail set state = 'taken_in' where external_id = '<slow@customer.example>'");
});

test("set aside it is counted no more, and can still be tried again", async () => {
  const { id } = (await stateOf("poison"))!;
  const setAside = () => desk.administrator.call("PUT", `/api/v1/failed-mails/${id}/setting-aside`);
  expect((await setAside()).status).toBe(204);
  expect((await setAside()).status).toBe(404);
  expect(await desk.findings()).toEqual([]);
  expect(await failedMails()).toMatchObject({ items: [], failedCount: 0 });
  expect((await failedMails("set_aside")).items).toMatchObject([{ id, reason: "this mail is poison" }]);
  const { items: told } = await expectOk(
    desk.administrator.call<{ items: { action: string }[] }>("GET", "/api/v1/audit?limit=20"),
  );
  expect(told.map(({ action }) => action)).toContain("mailbox.mail_set_aside");
});

test("put right, it comes in by one more try", { timeout: 240_000 }, async () => {
  await desk.db.pool.query("drop function poison cascade");
  const { id } = (await stateOf("poison"))!;
  const retry = () => desk.administrator.call("POST", `/api/v1/failed-mails/${id}/attempt`);
  expect((await retry()).status).toBe(204);
  expect((await retry()).status).toBe(404);
  told.add("poison");
  await desk.db.pool.query("select graphile_worker.add_job('sweep_inbound_mail')");
  await desk.db.pool.query(
    "update inbound_mail set received_at = received_at - interval '1 minute' where state = 'received'",
  );
  await until(async () => (await stateOf("poison"))?.state === "taken_in");
  await everythingStands(desk, told);
});

test("a mail that ends every process that reads it is given up, though its job is made anew each time", async () => {
  const never = takingIn(() => new Promise(() => undefined));
  const id = await keptUnseen("killer");
  for (let deaths = 0; deaths < 6; deaths++) {
    let hasEnded = false;
    void takeInMail(never, id, { number: 1, again: deaths > 0 }).then(() => (hasEnded = true));
    await until(async () => hasEnded || (await stateOf("killer"))!.attempts >= deaths);
  }
  void takeInMail(never, id, { number: 1, again: true });
  await until(async () => (await stateOf("killer"))?.state === "failed");
  expect(await stateOf("killer")).toMatchObject({ reason: "reading it ended the process" });
});

test("a mail that somebody else has taken in while an attempt failed stays taken in", async () => {
  const id = await keptUnseen("thawed");
  const late = takingIn(async () => {
    await desk.db.pool.query("update inbound_mail set state = 'taken_in', settled_at = now() where id = $1", [id]);
    throw new Error("too late");
  });
  await takeInMail(late, id, { number: 1 });
  expect(await stateOf("thawed")).toMatchObject({ state: "taken_in", reason: null });
});

type TakingIn = Parameters<typeof takeInMail>[0];

const notReached = () => Promise.reject(new Error("not reached"));

/** What a mail is taken in with; it gets no further than its mailbox. */
const takingIn = (byId: TakingIn["mailboxes"]["byId"]): TakingIn => ({
  db: desk.db,
  mailboxes: { byId, byAddress: async () => null, addresses: async () => new Set(), forget: () => undefined },
  reader: { read: notReached },
  takeIn: notReached,
  secret: "s",
  instanceId: "i",
  now: Date.now,
});

/** A mail that is kept, and whose job nobody takes. */
async function keptUnseen(name: string): Promise<string> {
  const { rows } = await desk.db.pool.query<{ id: string }>(
    `insert into inbound_mail (id, mailbox_id, sha256, raw, envelope, external_id, received_at)
     select gen_random_uuid(), id, sha256($1), $1, '{}', $2, now() from mailbox returning id`,
    [Buffer.from(plainMail(name)), `<${name}@customer.example>`],
  );
  return rows[0]!.id;
}
