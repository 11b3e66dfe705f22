import { readdir, rm } from "node:fs/promises";
import path from "node:path";
import { createTransport } from "nodemailer";
import { expect, test } from "vitest";
import { fillDatabase } from "../../bench/fill/fill-database.ts";
import { examineDesk } from "../../src/features/doctor/index.ts";
import { testDatabase } from "../support/test-database.ts";
import { changesAndPresence, mailIsTold } from "./realtime-stories.ts";
import { ask, LONG, PATIENCE, PUBLIC_URL, runNodes } from "./run-nodes.ts";

/**
 * Two webs and two workers, each a process of its own, on one PostgreSQL.
 */
const OPEN = 60;
/** So long ago that, on any day of the week, many due moments lie between it and now: the workers find them when they start. */
const BEHIND_MS = 4 * 24 * 60 * 60_000;
const MAILBOX = "support@desk.example";
const PASSWORD = "correct horse battery staple";

const { db, url: databaseUrl } = await testDatabase();
const rows = async <T>(text: string, values: unknown[] = []) => (await db.pool.query(text, values)).rows as T[];
const { people } = await fillDatabase(db, { tickets: OPEN, open: OPEN, anchor: Date.now() - BEHIND_MS });
const { agent, supervisor, administrator } = people;
const [{ due }] = (await rows<{ due: number }>(
  "select count(*)::int as due from ticket_timer where fire_at <= now()",
)) as [{ due: number }];
const nodes = await runNodes({ databaseUrl, workers: 2 });
const { webs, workers, sink, filesFolder } = nodes;
const [ticket] = (await rows<{ id: string }>("select id from ticket where team_id = $1 and state = 'open' limit 1", [
  agent.teamIds[0],
])) as [{ id: string }];

test("two workers fire each due moment once, and both take their share of jobs", LONG, async () => {
  expect(due).toBeGreaterThan(20);
  const late = () => rows("select from ticket_timer where fire_at < now() - interval '2 seconds'");
  await expect.poll(async () => (await late()).length, PATIENCE).toBe(0);
  const twice = await rows(
    `select ticket_id, type, body ->> 'clockId', body ->> 'share' from ticket_event
      where type in ('clock_warned', 'clock_breached') group by 1, 2, 3, 4 having count(*) > 1`,
  );
  expect(twice).toEqual([]);
  const told = await rows("select from ticket_event where type in ('clock_warned', 'clock_breached') and at > $1", [
    new Date(Date.now() - BEHIND_MS),
  ]);
  expect(told.length).toBeGreaterThan(20);
  // The doctor reads while the workers write, so a look may fall between; what is broken stays so.
  const wrong = ["broken_chain", "orphan", "late_timer"];
  const findings = async () => {
    const examined = await examineDesk(db.reading, Date.now(), () => undefined);
    return examined.findings.filter(({ check }) => wrong.includes(check));
  };
  await expect.poll(findings, PATIENCE).toEqual([]);
});

test(
  "invited by one node, mailed by a worker, accepted on the other; signed in here, signed out there",
  LONG,
  async () => {
    const email = "lin@desk.example";
    const invited = await ask(webs[0], "POST", "/api/v1/invitations", {
      token: administrator.token,
      body: { email, role: "agent", language: "zh", teamIds: people.teamIds.slice(0, 1) },
    });
    expect(invited.status).toBeLessThan(300);
    const mailed = () => sink.mails.filter(({ to }) => to.includes(email));
    await expect.poll(() => mailed().length, PATIENCE).toBe(1);
    const token = /\/invitation\/([\w-]+)/.exec(mailed()[0]!.mail.text ?? "")![1]!;
    const origin = { origin: PUBLIC_URL };
    const accepted = await ask(webs[1], "POST", `/api/v1/invitations/${token}/acceptance`, {
      body: { name: "林", password: PASSWORD },
    });
    expect(accepted.status).toBe(201);
    const signedIn = await ask(webs[0], "POST", "/api/auth/sign-in/email", {
      headers: origin,
      body: { email, password: PASSWORD },
    });
    expect(signedIn.status).toBe(200);
    const cookie = signedIn.headers
      .getSetCookie()
      .map((line) => line.split(";")[0])
      .join("; ");
    const me = (at: 0 | 1) => ask<{ email: string }>(webs[at], "GET", "/api/v1/me", { headers: { cookie } });
    expect([(await me(0)).status, (await me(1)).status]).toEqual([200, 200]);
    expect(
      (await ask(webs[1], "POST", "/api/auth/sign-out", { headers: { ...origin, cookie }, body: {} })).status,
    ).toBe(200);
    expect([(await me(0)).status, (await me(1)).status]).toEqual([401, 401]);
    // Nobody was told twice, though two workers look for the same mails.
    expect(mailed()).toHaveLength(1);
  },
);

test("a file kept by one node is opened on the other; a node that does not see the folder says so", LONG, async () => {
  const form = new FormData();
  form.append("file", new File(["纸张卡住"], "故障.txt"));
  const headers = { authorization: `Bearer ${agent.token}` };
  const kept = await fetch(`${webs[0].url}/api/v1/attachments`, { method: "POST", headers, body: form });
  expect(kept.status).toBe(201);
  const { url } = (await kept.json()) as { url: string };
  const link = new URL(url, PUBLIC_URL).pathname;
  const opened = await ask<string>(webs[1], "GET", link);
  expect([opened.status, opened.body]).toEqual([200, "纸张卡住"]);
  for (const name of await readdir(filesFolder)) await rm(path.join(filesFolder, name), { recursive: true });
  const unseen = await ask<{ code: string }>(webs[1], "GET", link);
  expect([unseen.status, unseen.body.code]).toEqual([503, "file_unreachable"]);
});

/** Of one address in a minute, over all nodes; each node alone lets as many through. */
const ACCEPTANCES_MAX = 20;

test("a bound of calls holds for both nodes together", LONG, async () => {
  const firstRefused = async (address: string) => {
    for (let index = 0; index < ACCEPTANCES_MAX + 6; index++) {
      const answer = await ask(webs[index % 2]!, "POST", "/api/v1/invitations/none/acceptance", {
        headers: { "x-forwarded-for": address },
        body: { name: "林", password: PASSWORD },
      });
      if (answer.status === 429) return index;
    }
    return null;
  };
  // The minute may turn in one of them, not in both.
  const refused = [await firstRefused("203.0.113.9"), await firstRefused("198.51.100.9")];
  expect(refused).toContain(ACCEPTANCES_MAX);
});

test("a change and who is where are told from node to node by way of PostgreSQL", LONG, () =>
  changesAndPresence(nodes, people, ticket.id),
);

test("each worker takes mail in, and both webs hear of it", LONG, async () => {
  const mailbox = { name: "支持邮箱", address: MAILBOX, kind: "smtp", teamId: people.teamIds[0], enabled: true };
  const made = await ask(webs[0], "POST", "/api/v1/mailboxes", {
    token: administrator.token,
    body: { ...mailbox, trustedServers: [], imap: null, smtp: null, dkim: null },
  });
  expect(made.status).toBeLessThan(300);
  const sent = new Set<string>();
  const receive = async () => {
    for (const [at, { smtpPort }] of workers.entries()) {
      const messageId = `<${at}-${sent.size}@customer.example>`;
      const transport = createTransport({ host: "127.0.0.1", port: smtpPort, ignoreTLS: true });
      const mail = { from: `c${at}@customer.example`, to: MAILBOX, messageId, subject: "打印机", text: "无法连接" };
      // A worker that has not heard of the mailbox yet refuses it, and says so.
      await transport.sendMail(mail).then(
        () => sent.add(messageId),
        () => undefined,
      );
      transport.close();
    }
  };
  await mailIsTold(nodes, supervisor, receive);
  await expect
    .poll(async () => (await rows("select from inbound_mail where state <> 'taken_in'")).length, PATIENCE)
    .toBe(0);
  const kept = await rows<{ external_id: string }>(
    "select external_id from message where external_id like '%@customer.example>'",
  );
  expect(kept.map(({ external_id }) => external_id).toSorted()).toEqual([...sent].toSorted());
});
