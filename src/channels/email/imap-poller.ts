import { setTimeout as pause } from "node:timers/promises";
import type { ImapFlow } from "imapflow";
import type { Database } from "../../platform/transaction.ts";
import { connectImap, withinTime } from "./connect-imap.ts";
import type { ImapDeps } from "./connect-imap.ts";
import type { ImapSettings, Mailbox } from "./mailbox.ts";
import { mailboxProblemOf } from "./mailbox-problem.ts";
import { leaseMailbox, noteReadError, noteReadOk, releaseMailbox } from "./mailbox-progress-store.ts";
import { listMailboxes } from "./mailbox-store.ts";
import { readImapFolder } from "./read-imap-folder.ts";

const SUPERVISE_MS = 10_000;
const LEASE_MS = 90_000;
const LEASE_RENEW_MS = 30_000;
/** How long one waits for news before looking anyway: a lost push costs no more than this. */
const LOOK_MS = 60_000;
/** One look of at most 200 mails; one that is broken off goes on after the last mail that was kept. */
const READ_MS_MAX = 15 * 60_000;
const NOOP_MS_MAX = 60_000;
const RETRY_MS_FIRST = 5_000;
const RETRY_MS_MAX = 10 * 60_000;

export type PollerDeps = ImapDeps & {
  db: Database;
  secret: string;
  now: () => number;
  /** Whoever reads; what a worker reads is free for others once it is gone. */
  holder: string;
  /** 0 to 1, for the pauses between attempts. */
  random: () => number;
  log: (level: "warn" | "info", message: string, detail?: Record<string, unknown>) => void;
  /** Shorter in tests. */
  times?: { superviseMs: number; lookMs: number; retryMsFirst: number; readMsMax?: number };
};

export type ImapPolling = { stop(): Promise<void> };

type Loop = { version: number; abort: AbortController; done: Promise<void> };

/** Reads every enabled IMAP mailbox, each in a loop of its own; a mailbox is read by one process at a time. */
export function startImapPolling(deps: PollerDeps): ImapPolling {
  const stopping = new AbortController();
  const loops = new Map<string, Loop>();
  const supervising = supervise(deps, { holder: deps.holder, loops, signal: stopping.signal });
  return {
    stop: async () => {
      stopping.abort();
      await supervising;
      await Promise.all([...loops.values()].map((loop) => end(loop)));
    },
  };
}

type Supervision = { holder: string; loops: Map<string, Loop>; signal: AbortSignal };

async function supervise(deps: PollerDeps, { holder, loops, signal }: Supervision): Promise<void> {
  while (!signal.aborted) {
    const mailboxes = await listMailboxes(deps.db.reading, deps.secret).catch(() => null);
    const wanted = new Map((mailboxes ?? []).filter((one) => one.enabled && one.imap).map((one) => [one.id, one]));
    if (mailboxes !== null) {
      for (const [id, loop] of loops) {
        if (wanted.get(id)?.version === loop.version) continue;
        loops.delete(id);
        await end(loop);
      }
      for (const [id, mailbox] of wanted) if (!loops.has(id)) loops.set(id, begin(deps, holder, mailbox));
    }
    await sleep(deps.times?.superviseMs ?? SUPERVISE_MS, signal);
  }
}

function begin(deps: PollerDeps, holder: string, mailbox: Mailbox): Loop {
  const abort = new AbortController();
  return { version: mailbox.version, abort, done: keepReading(deps, { holder, mailbox, signal: abort.signal }) };
}

async function end(loop: Loop): Promise<void> {
  loop.abort.abort();
  await loop.done;
}

type Reader = { holder: string; mailbox: Mailbox; signal: AbortSignal };

/** Connects again and again, with growing pauses that no two processes share, until told to stop. */
async function keepReading(deps: PollerDeps, reader: Reader): Promise<void> {
  const { mailbox, signal } = reader;
  const first = deps.times?.retryMsFirst ?? RETRY_MS_FIRST;
  let failures = 0;
  while (!signal.aborted) {
    try {
      const progress = await leaseMailbox(deps.db.reading, mailbox.id, reader.holder, LEASE_MS);
      if (progress !== null) await readSession(deps, reader, () => (failures = 0));
    } catch (error) {
      failures++;
      await noteFailure(deps, mailbox.id, error);
    }
    const wait = Math.min(first * 2 ** Math.max(failures - 1, 0), RETRY_MS_MAX);
    await sleep(wait * (0.5 + deps.random()), signal);
  }
  await releaseMailbox(deps.db.reading, mailbox.id, reader.holder).catch(() => undefined);
}

async function noteFailure(deps: PollerDeps, mailboxId: string, error: unknown): Promise<void> {
  const problem = mailboxProblemOf(error);
  deps.log("warn", "imap mailbox", { mailboxId, code: problem.code });
  await noteReadError(deps.db.reading, mailboxId, { ...problem, at: deps.now() }).catch(() => undefined);
}

/** One connection, from sign-in until it breaks, the lease is lost or the mailbox changes. */
async function readSession(deps: PollerDeps, reader: Reader, onGood: () => void): Promise<void> {
  const { mailbox, signal, holder } = reader;
  const imap = mailbox.imap as ImapSettings;
  const client = await connectImap(deps, imap);
  const close = (): void => client.close();
  signal.addEventListener("abort", close, { once: true });
  try {
    const readMsMax = deps.times?.readMsMax ?? READ_MS_MAX;
    await withinTime(client, readMsMax, () => client.mailboxOpen(imap.folder));
    let renewedAt = -Infinity;
    let progress = await leaseMailbox(deps.db.reading, mailbox.id, holder, LEASE_MS);
    while (!signal.aborted && progress !== null) {
      const known = progress;
      const read = await withinTime(client, readMsMax, () =>
        readImapFolder({ db: deps.db, now: deps.now, mailbox }, client, known),
      );
      onGood();
      progress = read.progress;
      if (deps.now() - renewedAt >= LEASE_RENEW_MS) {
        await noteReadOk(deps.db.reading, mailbox.id, deps.now());
        progress = (await leaseMailbox(deps.db.reading, mailbox.id, holder, LEASE_MS)) && progress;
        renewedAt = deps.now();
      }
      if (!read.more) await waitForNews(client, Math.min(deps.times?.lookMs ?? LOOK_MS, LEASE_RENEW_MS), signal);
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  } finally {
    signal.removeEventListener("abort", close);
    client.close();
  }
}

/** IDLE until the server tells of a mail or the time is up; without IDLE, the time. Ends IDLE by the next command. */
async function waitForNews(client: ImapFlow, milliseconds: number, signal: AbortSignal): Promise<void> {
  const over = new AbortController();
  const news = (): void => over.abort();
  client.on("exists", news);
  client.on("close", news);
  try {
    if (client.capabilities.has("IDLE")) client.idle().catch(() => undefined);
    await sleep(milliseconds, AbortSignal.any([signal, over.signal]));
    if (!signal.aborted) await withinTime(client, NOOP_MS_MAX, () => client.noop());
  } finally {
    client.off("exists", news);
    client.off("close", news);
  }
}

async function sleep(milliseconds: number, signal: AbortSignal): Promise<void> {
  await pause(milliseconds, undefined, { signal, ref: false }).catch(() => undefined);
}
