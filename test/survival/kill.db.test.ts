import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { expect, onTestFinished, test } from "vitest";
import { runningEmbeddedPostgres } from "../../src/platform/embedded-postgres/index.ts";
import { runCli } from "../support/run-cli.ts";
import { smtpSink } from "../support/smtp-sink.ts";
import { unkillableDesk } from "./unkillable-desk.ts";

/** `npm run test:survival` runs the long form: 500 mails and 500 calls, ten times; SURVIVAL_EACH changes the 500. */
const LONG = process.env["SURVIVAL"] === "long";
const ROUNDS = LONG ? 10 : 1;
const EACH = LONG ? Number(process.env["SURVIVAL_EACH"] ?? 500) : 40;
const ROUND_MS = LONG ? 180_000 : 90_000;
const SETTLED_WITHIN_MS = LONG ? 1_800_000 : 60_000;

test(
  "kill -9 under load: nothing acknowledged is missing, nothing stands twice, no chain is broken",
  { timeout: ROUNDS * ROUND_MS + SETTLED_WITHIN_MS },
  async () => {
    const folder = mkdtempSync(path.join(tmpdir(), "bihuan-survival-"));
    chmodSync(folder, 0o711);
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const sink = await smtpSink();
    onTestFinished(() => sink.close());
    const desk = await unkillableDesk(folder, sink.url);
    for (let round = 0; round < ROUNDS; round++) {
      const death = Math.floor(EACH * (0.3 + Math.random()));
      await Promise.all([desk.sendMails(round, EACH), desk.createTickets(round, EACH), desk.killAfter(death)]);
    }
    const client = new pg.Client({ connectionString: runningEmbeddedPostgres(folder, "bihuan")! });
    await client.connect();
    try {
      await settle(client);
      expect(
        await standing(
          client,
          "select external_id as name, count(*)::int as n from message where direction = 'in' and channel = 'email' group by 1",
        ),
      ).toEqual(new Map([...desk.sent.mails].map((id) => [id, 1])));
      expect(await standing(client, "select subject as name, count(*)::int as n from ticket group by 1")).toEqual(
        new Map(
          [...[...desk.sent.mails].map((id) => id.split("@")[0]!), ...desk.sent.tickets.keys()].map((name) => [
            name,
            1,
          ]),
        ),
      );
      const answered = await client.query(
        "select ticket_id from message where kind = 'acknowledgement' group by 1 having count(*) > 1",
      );
      expect(answered.rows).toEqual([]);
      const known = await client.query<{ id: string; subject: string }>(
        "select id, subject from ticket where subject like '%-t%'",
      );
      expect(new Map(known.rows.map((row) => [row.subject, row.id]))).toEqual(desk.sent.tickets);
    } finally {
      await client.end();
    }
    const doctor = await runCli(["doctor", "--json"], desk.environment);
    expect(JSON.parse(doctor.output)).toMatchObject({ healthy: true, tickets: 2 * EACH * ROUNDS, findings: [] });
    await desk.end();
  },
);

/** Until every mail that was taken has become what it becomes. */
async function settle(client: pg.Client): Promise<void> {
  const until = Date.now() + SETTLED_WITHIN_MS;
  for (;;) {
    const waiting = await client.query<{ n: number }>(
      "select count(*)::int as n from inbound_mail where state = 'received'",
    );
    if (waiting.rows[0]!.n === 0) return;
    if (Date.now() > until) throw new Error(`${waiting.rows[0]!.n} mails were not taken in`);
    await sleep(200);
  }
}

async function standing(client: pg.Client, question: string): Promise<Map<string, number>> {
  const found = await client.query<{ name: string; n: number }>(question);
  return new Map(found.rows.map((row) => [row.name.replace(/[<>]/g, ""), row.n]));
}
