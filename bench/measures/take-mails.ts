import { setTimeout as sleep } from "node:timers/promises";
import { rounded } from "../desk/figures.ts";
import { smtpLine, type SmtpLine } from "../desk/smtp-line.ts";
import type { Effort, Measured, Stage } from "./measure.ts";

const MAILBOX = "bench@desk.example";
const CLIENTS = 16;
const MAILS_PER_SECOND_OF_EFFORT = 150;
const REPLY_SHARE = 0.5;
const SETTLED_WITHIN_MS = 240_000;
const POLL_MS = 50;

/**
 * Mails sent over SMTP by so many senders, each connection with many; half open a ticket, half answer a mail that was sent
 * before. Counted from the first to the moment at which every mail stands on its ticket.
 */
export async function takeMails(stage: Stage, effort: Effort): Promise<Measured> {
  await makeMailbox(stage);
  const count = effort.seconds * effort.rounds * MAILS_PER_SECOND_OF_EFFORT;
  const before = await standing(stage);
  const started = performance.now();
  const lines = await Promise.all(Array.from({ length: CLIENTS }, () => smtpLine(stage.desk.smtpPort)));
  let next = 0;
  await Promise.all(
    lines.map(async (line) => {
      for (let index = next++; index < count; index = next++) await sendOne(line, index, stage.tickets);
      line.close();
    }),
  );
  const acknowledged = (performance.now() - started) / 1_000;
  const until = performance.now() + SETTLED_WITHIN_MS;
  while ((await standing(stage)).waiting > 0 && performance.now() < until) await sleep(POLL_MS);
  const taken = (performance.now() - started) / 1_000;
  const after = await standing(stage);
  return {
    name: "mail taken in",
    tickets: stage.tickets,
    figures: {
      clients: CLIENTS,
      mails: count,
      said_250_per_second: rounded(count / acknowledged),
      perSecond: rounded((after.done - before.done) / taken),
      threaded: after.threaded - before.threaded,
      not_taken_in: count - (after.done - before.done),
    },
  };
}

function sendOne(line: SmtpLine, index: number, salt: number): Promise<void> {
  const isReply = index % CLIENTS > CLIENTS * REPLY_SHARE && index >= 2 * CLIENTS;
  const idOf = (of: number) => `<bench-${salt}-${of}@customer.example>`;
  const root = index - (index % CLIENTS) - CLIENTS;
  const address = isReply ? `m${root}@customer.example` : `m${index}@customer.example`;
  const raw = [
    `From: <${address}>`,
    `To: ${MAILBOX}`,
    `Subject: ${isReply ? "Re: " : ""}printer ${isReply ? root : index}`,
    `Message-ID: ${idOf(index)}`,
    `Date: ${new Date().toUTCString()}`,
    ...(isReply ? [`In-Reply-To: ${idOf(root)}`, `References: ${idOf(root)}`] : []),
    "MIME-Version: 1.0",
    "Content-Type: text/plain; charset=utf-8",
    "",
    `一号门店的小票打印机无法连接，错误码 E${1_000 + (index % 200)}。`,
    "",
  ].join("\r\n");
  return line.send(address, MAILBOX, raw);
}

async function makeMailbox(stage: Stage): Promise<void> {
  await stage.database.db.pool.query(
    "insert into mailbox (id, name, address, kind, team_id) values (gen_random_uuid(), 'Bench', $1, 'smtp', $2) on conflict do nothing",
    [MAILBOX, stage.people.teamIds[0]],
  );
  // The receiver knows a new mailbox within moments.
  await sleep(MAILBOX_KNOWN_MS);
}
const MAILBOX_KNOWN_MS = 6_000;

async function standing(stage: Stage): Promise<{ waiting: number; done: number; threaded: number }> {
  const found = await stage.database.db.pool.query<{ waiting: number; done: number; threaded: number }>(
    `select count(*) filter (where state = 'received')::int as waiting, count(*) filter (where state = 'taken_in')::int as done,
            (count(*) filter (where state = 'taken_in') - count(distinct ticket_id))::int as threaded from inbound_mail`,
  );
  return found.rows[0]!;
}
