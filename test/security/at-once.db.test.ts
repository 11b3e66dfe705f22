import { expect, test } from "vitest";
import { newId } from "../../src/platform/ids.ts";
import { examineDesk } from "../../src/features/doctor/index.ts";
import { fireTimers } from "../../src/features/clocks/index.ts";
import { attackedDesk, rawMail, SUPPORT } from "./attacked-desk.ts";

const desk = await attackedDesk();
const { assembled, call, people, sql } = desk;
const admin = await people.addPerson("administrator");

/** A mail that is on disk and has not been taken in. */
async function kept(raw: string): Promise<string> {
  const id = newId();
  await sql(
    `insert into inbound_mail (id, mailbox_id, sha256, raw, envelope, truncated, received_at)
     values ($1, $2, sha256($3::bytea), $3::bytea, $4, false, now())`,
    [
      id,
      desk.mailboxId,
      Buffer.from(raw),
      JSON.stringify({ from: "a@b.example", to: [SUPPORT], remoteAddress: null, helo: null }),
    ],
  );
  return id;
}

const takeIn = (id: string) =>
  assembled.jobs["take_in_mail"]!({ inboundMailId: id }, { number: 1, max: 5 }).then(
    () => null,
    (error: Error) => error.message,
  );
const one = async <T>(text: string, values: unknown[]) => (await sql<T & object>(text, values))[0] as T;
const stateOf = (ticketId: string) =>
  one<{ state: string }>("select state from ticket where id = $1", [ticketId]).then(({ state }) => state);

test("two workers taking in the same mail make one ticket and one message", async () => {
  for (let round = 0; round < 5; round++) {
    const id = `<twice-${round}@victim.example>`;
    const mail = await kept(rawMail({ from: `twice${round}@victim.example`, id }));
    await Promise.all(Array.from({ length: 4 }, () => takeIn(mail)));
    expect(await sql("select 1 from message where external_id = $1", [id])).toHaveLength(1);
  }
});

test("the same mail kept twice, by two mailboxes or servers, and taken in at once makes one message", async () => {
  const id = "<copies@victim.example>";
  const mails = await Promise.all(
    ["a", "b", "c"].map((via) =>
      kept(rawMail({ from: "copies@victim.example", id, headers: [`Received: from ${via}`] })),
    ),
  );
  const faults = await Promise.all(mails.map(takeIn));
  // What lost the race is tried again by its job, as a duplicate.
  for (const [at, fault] of faults.entries()) if (fault !== null) expect(await takeIn(mails[at]!)).toBeNull();
  expect(await sql("select 1 from message where external_id = $1", [id])).toHaveLength(1);
  expect(await sql("select 1 from contact_address where value = 'copies@victim.example'")).toHaveLength(1);
});

async function ticketOf(address: string): Promise<string> {
  const taken = await desk.mail(rawMail({ from: address }));
  return taken.ticketId!;
}

async function replyTo(ticketId: string, from: string): Promise<string> {
  const { external_id } = await one<{ external_id: string }>(
    "select external_id from message where ticket_id = $1 and direction = 'in' limit 1",
    [ticketId],
  );
  return rawMail({ from, headers: [`In-Reply-To: ${external_id}`], text: `再说一句 ${newId()}` });
}

test("mail that arrives while its ticket merges ends on the survivor, none is lost", async () => {
  for (let round = 0; round < 4; round++) {
    const address = `merge${round}@victim.example`;
    const [from, into] = [await ticketOf(address), await ticketOf(address)];
    const mails = await Promise.all([1, 2, 3].map(async () => kept(await replyTo(from, address))));
    const [merged, ...faults] = await Promise.all([
      call(admin, "PUT", `/tickets/${from}/merger`, { intoTicketId: into }),
      ...mails.map(takeIn),
    ]);
    expect([merged.status, faults]).toEqual([204, [null, null, null]]);
    const left = await sql("select 1 from message where ticket_id = $1 and direction = 'in'", [from]);
    expect(left).toEqual([]);
    expect(await sql("select 1 from message where ticket_id = $1 and direction = 'in'", [into])).toHaveLength(5);
  }
});

test("mail that is taken in while its sender is erased opens no case of the erased one, and is not lost", async () => {
  await ticketOf("erased@victim.example");
  const mail = await kept(rawMail({ from: "erased@victim.example", id: "<late@victim.example>" }));
  const { contact_id: id } = await one<{ contact_id: string }>(
    "select contact_id from contact_address where value = 'erased@victim.example'",
    [],
  );
  const eraser = await desk.db.pool.connect();
  await eraser.query("begin");
  await eraser.query("select from contact where id = $1 for update", [id]);
  await eraser.query("delete from contact_address where contact_id = $1", [id]);
  await eraser.query("update contact set erased_at = now() where id = $1", [id]);
  const taken = takeIn(mail);
  const waiting =
    "select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and pid <> pg_backend_pid()";
  await expect.poll(() => sql(waiting), { timeout: 10_000 }).not.toEqual([]);
  await eraser.query("commit");
  eraser.release();
  // Refused at the last moment; its job tries again, and none of the mail's attempts is spent.
  expect(await taken).toBe("somebody was faster");
  expect(await sql("select attempts from inbound_mail where id = $1", [mail])).toEqual([{ attempts: 0 }]);
  expect(await takeIn(mail)).toBeNull();
  const opened = await sql(
    "select c.erased_at from message m join ticket t on t.id = m.ticket_id join contact c on c.id = t.contact_id where m.external_id = '<late@victim.example>'",
  );
  expect(opened).toEqual([{ erased_at: null }]);
});

test("a customer's mail that arrives while his case is solved opens it again, or refuses an answer that had not read it", async () => {
  for (let round = 0; round < 4; round++) {
    const address = `solve${round}@victim.example`;
    const ticketId = await ticketOf(address);
    const { seq } = await one<{ seq: number }>("select max(seq) as seq from ticket_event where ticket_id = $1", [
      ticketId,
    ]);
    const mail = await kept(await replyTo(ticketId, address));
    const [solved, fault] = await Promise.all([
      call(admin, "POST", `/tickets/${ticketId}/solution`, { overrideReason: "试验", seenSeq: seq }),
      takeIn(mail),
    ]);
    expect(fault).toBeNull();
    expect([204, 409]).toContain(solved.status);
    expect(await stateOf(ticketId)).not.toBe("solved");
  }
});

test("a case is not solved over a message of the customer that nobody has read", async () => {
  const address = "unread@victim.example";
  const ticketId = await ticketOf(address);
  const newest = () =>
    one<{ seq: number }>("select max(seq) as seq from ticket_event where ticket_id = $1", [ticketId]);
  const read = (await newest()).seq;
  expect(await takeIn(await kept(await replyTo(ticketId, address)))).toBeNull();
  const solve = (seenSeq: number) =>
    call<{ code: string }>(admin, "POST", `/tickets/${ticketId}/solution`, { overrideReason: "试验", seenSeq });
  expect(await solve(read)).toMatchObject({ status: 409, body: { code: "unseen_messages" } });
  expect(await stateOf(ticketId)).not.toBe("solved");
  expect((await solve((await newest()).seq)).status).toBe(204);
});

test("timers fired by two workers at once act once", async () => {
  const ticketIds = [];
  for (let at = 0; at < 6; at++) ticketIds.push(await ticketOf(`timer${at}@victim.example`));
  const later = Date.now() + 40 * 24 * 3_600_000;
  await Promise.all([1, 2, 3].map(() => fireTimers(assembled.timers, later)));
  await fireTimers(assembled.timers, later);
  const told = await sql<{ n: number }>(
    `select count(*)::int as n from ticket_event
      where ticket_id = any($1) and type in ('clock_warned', 'clock_breached')
      group by ticket_id, type, body having count(*) > 1`,
    [ticketIds],
  );
  expect(told).toEqual([]);
  expect(
    await sql("select 1 from ticket_event where ticket_id = any($1) and type = 'clock_breached'", [ticketIds]),
  ).not.toEqual([]);
  const twice = await sql(
    `select 1 from notification where ticket_id = any($1) group by staff_id, ticket_id, seq, kind having count(*) > 1`,
    [ticketIds],
  );
  expect(twice).toEqual([]);
});

test("after all of it every chain of events is whole and nobody is without somebody who answers", async () => {
  const examined = await examineDesk(desk.db.reading, Date.now(), () => undefined);
  expect(examined.tickets).toBeGreaterThan(20);
  expect(examined.findings.filter(({ check }) => check === "broken_chain" || check === "orphan")).toEqual([]);
});
