import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";
import type { SMTPServerDataStream, SMTPServerSession } from "smtp-server";
import type { Database } from "../../platform/transaction.ts";
import type { KnownMailboxes } from "./known-mailboxes.ts";
import { MAIL_BYTES_MAX } from "./mail-bounds.ts";
import { receiveMail } from "./receive-mail.ts";

export const SMTP_CONNECTIONS_MAX = 200;
export const SMTP_RECIPIENTS_MAX = 100;
export const SMTP_IDLE_MS_MAX = 60_000;
/** However busy: nobody keeps a connection by sending a byte now and then. */
export const SMTP_SESSION_MS_MAX = 30 * 60_000;
/** Of all mails on their way in together: many connections with a large mail each would take all memory. */
const SMTP_BYTES_HELD_MAX = 10 * MAIL_BYTES_MAX;
const SWEEP_MS = 30_000;
const CLOSE_MS_MAX = 5_000;

export type SmtpReceiverSettings = {
  host: string;
  /** 0 takes any free port. */
  port: number;
  /** PEM; with it the receiver offers STARTTLS. */
  tls?: { key: string; cert: string };
  /** Shorter in tests. */
  sessionMsMax?: number;
  /** Smaller in tests. */
  bytesHeldMax?: number;
};

/** How much of mails that have not arrived whole is in memory. */
type Held = { bytes: number; bytesMax: number };

export type SmtpReceiverDeps = {
  db: Database;
  mailboxes: KnownMailboxes;
  now: () => number;
  log: (level: "warn" | "info", message: string, detail?: Record<string, unknown>) => void;
};

export type SmtpReceiver = { port: number; stop(): Promise<void> };

/**
 * Listens for mail to the desk's mailboxes. It says "250" only when the mail is on disk; while the database is away it
 * says 451 and the sender tries again. Mail to anybody else is refused, so that it relays nothing.
 * @throws EADDRINUSE and the like, from listen
 */
export async function startSmtpReceiver(deps: SmtpReceiverDeps, settings: SmtpReceiverSettings): Promise<SmtpReceiver> {
  const held: Held = { bytes: 0, bytesMax: settings.bytesHeldMax ?? SMTP_BYTES_HELD_MAX };
  const server = new SMTPServer({
    banner: "Bihuan",
    size: MAIL_BYTES_MAX,
    authOptional: true,
    disabledCommands: settings.tls ? ["AUTH"] : ["AUTH", "STARTTLS"],
    ...settings.tls,
    disableReverseLookup: true,
    maxClients: SMTP_CONNECTIONS_MAX,
    socketTimeout: SMTP_IDLE_MS_MAX,
    closeTimeout: CLOSE_MS_MAX,
    logger: false,
    onRcptTo: (address, session, done) => void answer(deps, () => checkRecipient(deps, address.address, session), done),
    onData: (stream, session, done) => void answer(deps, () => takeData(deps, stream, session, held), done),
  });
  // A client that breaks off is its own affair.
  server.on("error", (error: Error) => deps.log("warn", "smtp connection", { error: error.message }));
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(settings.port, settings.host, () => {
      server.off("error", reject);
      resolve();
    });
  });
  const port = (server.server.address() as AddressInfo).port;
  const sweep = closeOldSessions(server, settings.sessionMsMax ?? SMTP_SESSION_MS_MAX);
  return {
    port,
    stop: () => {
      clearInterval(sweep);
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

function closeOldSessions(server: SMTPServer, sessionMsMax: number): NodeJS.Timeout {
  const firstSeen = new WeakMap<object, number>();
  const sweep = (): void => {
    const now = performance.now();
    for (const connection of server.connections) {
      const since = firstSeen.get(connection) ?? now;
      firstSeen.set(connection, since);
      if (now - since > sessionMsMax) connection.close();
    }
  };
  return setInterval(sweep, Math.min(SWEEP_MS, sessionMsMax)).unref();
}

type Refused = Error & { responseCode: number };

function refuse(responseCode: number, sentence: string): Refused {
  return Object.assign(new Error(sentence), { responseCode });
}

async function answer(
  deps: SmtpReceiverDeps,
  work: () => Promise<string | undefined>,
  done: (error?: Error | null, message?: string) => void,
): Promise<void> {
  try {
    done(null, await work());
  } catch (error) {
    if (error instanceof Error && "responseCode" in error) return done(error);
    deps.log("warn", "mail not kept", { error: error instanceof Error ? error.message : String(error) });
    done(refuse(451, "4.3.0 The mail could not be stored just now, please try again in a few minutes"));
  }
}

async function checkRecipient(deps: SmtpReceiverDeps, address: string, session: SMTPServerSession): Promise<undefined> {
  if (session.envelope.rcptTo.length >= SMTP_RECIPIENTS_MAX) throw refuse(452, "4.5.3 Too many recipients");
  if ((await deps.mailboxes.byAddress(address)) === null) throw refuse(550, "5.1.1 No such mailbox here");
}

async function takeData(
  deps: SmtpReceiverDeps,
  stream: SMTPServerDataStream,
  session: SMTPServerSession,
  held: Held,
): Promise<string> {
  const raw = await readMail(stream, held);
  const to = session.envelope.rcptTo.map(({ address }) => address);
  const found = await Promise.all(to.map((address) => deps.mailboxes.byAddress(address)));
  const mailboxIds = [...new Set(found.flatMap((mailbox) => (mailbox ? [mailbox.id] : [])))];
  if (mailboxIds.length === 0) throw refuse(550, "5.1.1 No such mailbox here");
  const from = session.envelope.mailFrom === false ? "" : session.envelope.mailFrom.address;
  const envelope = { from, to, remoteAddress: session.remoteAddress, helo: session.hostNameAppearsAs || null };
  const ids = await receiveMail(deps.db, {
    raw,
    mailboxIds,
    envelope,
    truncated: false,
    receivedAt: deps.now(),
  });
  return `2.0.0 kept as ${ids[0]}`;
}

/** @throws 552 beyond the bound of one mail, 452 beyond that of all together */
async function readMail(stream: SMTPServerDataStream, held: Held): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  let own = 0;
  let isCrowded = false;
  try {
    // The rest of what is refused is read and dropped: the refusal comes after the final dot.
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      isCrowded ||= held.bytes + chunk.length > held.bytesMax;
      if (isCrowded || bytes > MAIL_BYTES_MAX) continue;
      own += chunk.length;
      held.bytes += chunk.length;
      chunks.push(chunk);
    }
  } finally {
    held.bytes -= own;
  }
  if (bytes > MAIL_BYTES_MAX || stream.sizeExceeded)
    throw refuse(552, `5.3.4 The mail is larger than ${MAIL_BYTES_MAX} bytes`);
  if (isCrowded) throw refuse(452, "4.3.1 Too much mail at once, please try again in a few minutes");
  return Buffer.concat(chunks);
}
