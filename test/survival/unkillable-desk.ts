import { randomInt } from "node:crypto";
import { createServer, type AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { createTransport } from "nodemailer";
import { runCli, startDesk, type RunningDesk } from "../support/run-cli.ts";

const MAILBOX = "support@desk.example";
const SENDERS_AT_ONCE = 8;
const CALLS_AT_ONCE = 8;
const SMTP_TIMEOUT_MS = 20_000;
const TRIES_MAX = 400;
const TRY_AGAIN_MS = 100;

/** What the world outside sent and was told: acknowledged means "250" or 201, and nothing less. */
export type Sent = { mails: Set<string>; tickets: Map<string, string> };

export type Unkillable = {
  environment: Record<string, string>;
  /** Kills the process at a moment of its own choosing after so many acknowledgements, and starts it again. */
  killAfter(acknowledged: number): Promise<void>;
  sendMails(round: number, count: number): Promise<void>;
  createTickets(round: number, count: number): Promise<void>;
  sent: Sent;
  end(): Promise<void>;
};

/** A desk in a process of its own, with ports that stay the same over its deaths. */
export async function unkillableDesk(dataDir: string, smtpUrl: string): Promise<Unkillable> {
  const [port, smtpPort] = [await freePort(), await freePort()];
  const environment = { SMTP_URL: smtpUrl, DATA_DIR: dataDir, PORT: String(port), INBOUND_SMTP_PORT: String(smtpPort) };
  const sent: Sent = { mails: new Set(), tickets: new Map() };
  const made = await runCli(["token", "create", "--role", "administrator", "--json"], environment);
  const { token } = JSON.parse(made.output) as { token: string };
  let desk: RunningDesk = await startDesk(environment);
  const call = caller(`http://127.0.0.1:${port}`, token);
  await makeMailbox(call);
  return {
    environment,
    sent,
    killAfter: async (acknowledged) => {
      const until = sent.mails.size + sent.tickets.size + acknowledged;
      while (sent.mails.size + sent.tickets.size < until) await sleep(1);
      await sleep(randomInt(20));
      await desk.end("SIGKILL");
      desk = await startDesk(environment);
    },
    sendMails: (round, count) =>
      inTurns(count, SENDERS_AT_ONCE, (index) => sendUntilTaken(smtpPort, `r${round}-m${index}`, sent)),
    createTickets: (round, count) =>
      inTurns(count, CALLS_AT_ONCE, (index) => createUntilTaken(call, `r${round}-t${index}`, sent)),
    end: async () => {
      await desk.end("SIGTERM");
    },
  };
}

async function inTurns(count: number, width: number, work: (index: number) => Promise<void>): Promise<void> {
  let next = 0;
  const turn = async () => {
    while (next < count) await work(next++);
  };
  await Promise.all(Array.from({ length: width }, turn));
}

/** As a mail server does: whatever was not answered with "250" is sent again, word for word. */
async function sendUntilTaken(port: number, name: string, sent: Sent): Promise<void> {
  const messageId = `${name}@customer.example`;
  const raw = [
    `From: =?utf-8?B?${Buffer.from("王伟").toString("base64")}?= <${name}@customer.example>`,
    `To: ${MAILBOX}`,
    `Subject: ${name}`,
    `Message-ID: <${messageId}>`,
    "MIME-Version: 1.0",
    "Content-Type: text/plain; charset=utf-8",
    "",
    `系统无法使用 ${name}`,
    "",
  ].join("\r\n");
  await again(async () => {
    const transport = createTransport({ host: "127.0.0.1", port, ignoreTLS: true, socketTimeout: SMTP_TIMEOUT_MS });
    try {
      await transport.sendMail({ envelope: { from: `${name}@customer.example`, to: MAILBOX }, raw });
      sent.mails.add(messageId);
    } finally {
      transport.close();
    }
  });
}

/** As a careful program does: with one key for one wish, however often it asks. */
async function createUntilTaken(call: Call, name: string, sent: Sent): Promise<void> {
  const contact = { name: "李雷", email: `${name}@caller.example` };
  await again(async () => {
    const body = { contact, subject: name, text: `接口来单 ${name}`, kind: "fault" };
    const made = (await call("POST", "/api/v1/tickets", body, name)) as { id: string };
    sent.tickets.set(name, made.id);
  });
}

async function again(work: () => Promise<void>): Promise<void> {
  let last: unknown;
  for (let tries = 0; tries < TRIES_MAX; tries++) {
    try {
      return await work();
    } catch (error) {
      last = error;
      await sleep(TRY_AGAIN_MS);
    }
  }
  throw last;
}

type Call = (method: string, path: string, body: object, key: string) => Promise<unknown>;

function caller(url: string, token: string): Call {
  return async (method, path, body, key) => {
    const response = await fetch(url + path, {
      method,
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json", "idempotency-key": key },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
    return response.json();
  };
}

async function makeMailbox(call: Call): Promise<void> {
  const mailbox = { name: "支持邮箱", address: MAILBOX, kind: "smtp", teamId: null, enabled: true };
  await call(
    "POST",
    "/api/v1/mailboxes",
    { ...mailbox, trustedServers: [], imap: null, smtp: null, dkim: null },
    "mailbox",
  );
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}
