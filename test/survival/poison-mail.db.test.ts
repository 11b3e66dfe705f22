import { expect, test } from "vitest";
import { takeInMail } from "../../src/channels/email/take-in-mail.ts";
import { liveDesk, until } from "../support/live-desk.ts";
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
  { timeout: 90_000 },
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

test("put right, it comes in by one more try", { timeout: 60_000 }, async () => {
  await desk.db.pool.query("drop function poison cascade");
  const { id } = (await stateOf("poison"))!;
  expect(await desk.email.inbound.retry(desk.db.reading, id)).toBe(true);
  told.add("poison");
  await desk.db.pool.query("select graphile_worker.add_job('sweep_inbound_mail')");
  await desk.db.pool.query(
    "update inbound_mail set received_at = received_at - interval '1 minute' where state = 'received'",
  );
  await until(async () => (await stateOf("poison"))?.state === "taken_in");
  await everythingStands(desk, told);
});

test("a mail that ends every process that reads it is given up, though its job is made anew each time", async () => {
  const never: Parameters<typeof takeInMail>[0] = {
    db: desk.db,
    mailboxes: {
      byId: () => new Promise(() => undefined),
      byAddress: async () => null,
      addresses: async () => new Set(),
      forget: () => undefined,
    },
    reader: { read: () => Promise.reject(new Error("not reached")) },
    takeIn: async () => Promise.reject(new Error("not reached")),
    secret: "s",
    instanceId: "i",
    now: Date.now,
  };
  const id = await keptUnseen();
  for (let deaths = 0; deaths < 6; deaths++) {
    let hasEnded = false;
    void takeInMail(never, id, { number: 1, again: deaths > 0 }).then(() => (hasEnded = true));
    await until(async () => hasEnded || (await stateOf("killer"))!.attempts >= deaths);
  }
  void takeInMail(never, id, { number: 1, again: true });
  await until(async () => (await stateOf("killer"))?.state === "failed");
  expect(await stateOf("killer")).toMatchObject({ reason: "reading it ended the process" });
});

/** A mail that is kept, and whose job nobody takes. */
async function keptUnseen(): Promise<string> {
  const { rows } = await desk.db.pool.query<{ id: string }>(
    `insert into inbound_mail (id, mailbox_id, sha256, raw, envelope, external_id, received_at)
     select gen_random_uuid(), id, sha256('killer'), $1, '{}', '<killer@customer.example>', now() from mailbox returning id`,
    [Buffer.from(plainMail("killer"))],
  );
  return rows[0]!.id;
}
