import { createTransport } from "nodemailer";
import { afterAll } from "vitest";
import { newId } from "../../src/platform/ids.ts";
import type { Log } from "../../src/platform/log/index.ts";
import type { Publish } from "../../src/platform/realtime/index.ts";
import { mountedDesk } from "../support/mounted-desk.ts";
import { smtpSink, type SunkMail } from "../support/smtp-sink.ts";
import { staffDesk, type DeskPerson } from "../support/staff-desk.ts";
import { testDatabase } from "../support/test-database.ts";
import { DEFAULT_TEAM_ID } from "../support/test-desk.ts";

export const SUPPORT = "support@desk.example";
/** Its Authentication-Results count: the gateway before the desk. */
export const GATEWAY = "mx.desk.example";

export type TakenMail = { state: string; reason: string | null; ticketId: string | null; messageId: string | null };
export type Reply<T> = { status: number; body: T; text: string; headers: Record<string, unknown> };
type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

let calls = 0;
/** Another network address each time, so that limits by address do not stand in the way of what is tried. */
const nextAddress = () => `10.${(++calls >> 16) & 255}.${(calls >> 8) & 255}.${calls & 255}`;

/** The whole product with its doors: mail by SMTP, HTTP by inject, and a mail server that takes what it sends. */
export async function attackedDesk(
  given: { log?: Log; publish?: Publish; endConnections?: (staffId: string) => void } = {},
) {
  const database = await testDatabase();
  const { db } = database;
  const sink = await smtpSink();
  const { assembled, app } = await mountedDesk(database, { ...given, env: { SMTP_URL: sink.url } });
  const people = await staffDesk(db);
  const mailboxId = newId();
  const { inbound } = assembled.email;
  await db.inTransaction((tx) =>
    inbound.mailboxes.add(tx, {
      id: mailboxId,
      name: "技术支持",
      address: SUPPORT,
      kind: "smtp",
      teamId: DEFAULT_TEAM_ID,
      enabled: true,
      trustedServers: [GATEWAY],
      imap: null,
      version: 1,
    }),
  );
  const receiver = await inbound.startReceiver({ host: "127.0.0.1", port: 0 });
  const transport = createTransport({ host: "127.0.0.1", port: receiver.port, ignoreTLS: true });
  afterAll(async () => {
    transport.close();
    await receiver.stop();
    await sink.close();
  });
  const sql = async <T = Record<string, unknown>>(text: string, values: unknown[] = []) =>
    (await db.pool.query(text, values)).rows as T[];
  return {
    database,
    db,
    assembled,
    app,
    people,
    sink,
    mailboxId,
    port: receiver.port,
    sql,
    /** Sends a raw mail by SMTP and has it taken in. */
    async mail(raw: string | Buffer, envelope: { from?: string; to?: string } = {}): Promise<TakenMail> {
      const to = envelope.to ?? SUPPORT;
      const { response } = await transport.sendMail({
        envelope: { from: envelope.from ?? "sender@outside.example", to },
        raw,
      });
      const id = /kept as ([0-9a-f-]{36})/.exec(response)![1]!;
      await assembled.jobs["take_in_mail"]!({ inboundMailId: id }, { number: 1, max: 5 });
      const [row] = await sql<TakenMail>(
        `select state, reason, ticket_id as "ticketId", message_id as "messageId" from inbound_mail where id = $1`,
        [id],
      );
      return row!;
    },
    /** Delivers every message that waits; answers what arrived meanwhile. */
    async deliver(): Promise<SunkMail[]> {
      const before = sink.mails.length;
      const waiting = await sql<{ id: string }>("select id from message where delivery_state = 'waiting'");
      for (const { id } of waiting) await assembled.jobs["deliver_message"]!({ messageId: id }, { number: 1, max: 5 });
      return sink.mails.slice(before);
    },
    async call<T = Record<string, unknown>>(
      who: Pick<DeskPerson, "headers"> | null,
      method: Method,
      path: string,
      payload?: object,
    ): Promise<Reply<T>> {
      const url = path.startsWith("/files/") || path.startsWith("/unsubscribe/") ? path : `/api/v1${path}`;
      const answer = await app.inject({
        method,
        url,
        remoteAddress: nextAddress(),
        headers: who?.headers ?? {},
        ...(payload ? { payload } : {}),
      });
      const isJson = String(answer.headers["content-type"] ?? "").includes("json");
      return {
        status: answer.statusCode,
        body: (isJson ? answer.json() : null) as T,
        text: answer.body,
        headers: answer.headers,
      };
    },
  };
}

export type MailLines = { from: string; subject?: string; text?: string; headers?: string[]; id?: string };

/** A raw mail of a person. */
export function rawMail({ from, subject = "打不开", text = "请帮忙。", headers = [], id }: MailLines): string {
  return [
    ...headers,
    `From: ${from}`,
    `To: ${SUPPORT}`,
    `Subject: ${/^[\x20-\x7e]*$/.test(subject) ? subject : `=?UTF-8?B?${Buffer.from(subject).toString("base64")}?=`}`,
    `Message-ID: ${id ?? `<${newId()}@customer.example>`}`,
    "MIME-Version: 1.0",
    "Content-Type: text/plain; charset=utf-8",
    "",
    text,
    "",
  ].join("\r\n");
}

/** What the gateway found out about the sender. */
export const proof = (dmarc: "pass" | "fail", domain = "desk.test"): string =>
  `Authentication-Results: ${GATEWAY}; dmarc=${dmarc} header.from=${domain}`;
