import { Worker } from "node:worker_threads";
import type { InboundMessage, UnreadableReason } from "../../domain/channel/inbound-message.ts";
import type { ReadAnswer, ToRead } from "./reading-thread.ts";
import { toUnopenedMessage, type MailContext } from "./to-inbound-message.ts";

export type MailReader = {
  /** A raw mail as the desk takes it. @throws what the reading of it threw */
  read(context: MailContext): Promise<InboundMessage>;
  /** Whether there is a thread at the moment. */
  isRunning(): boolean;
  stop(): Promise<void>;
};

export type ReadBounds = {
  /** The time is counted in these, so that a process that was frozen blames nobody. */
  tickMs: number;
  startTicksMax: number;
  readTicksMax: number;
  /** Without mails for so long the thread ends, and its memory is free. */
  idleTicksMax: number;
  heapMbMax: number;
};

/** A mail of the largest size that there may be takes three seconds. */
const READ_BOUNDS: ReadBounds = {
  tickMs: 1_000,
  startTicksMax: 60,
  readTicksMax: 30,
  idleTicksMax: 300,
  heapMbMax: 512,
};

type Job = {
  context: MailContext;
  /** The bound that reading the whole went beyond: now only the head is read. */
  unread: UnreadableReason | null;
  done(message: InboundMessage): void;
  failed(error: Error): void;
};
type Thread = { worker: Worker; jobs: Job[]; ticks: number; isReady: boolean; ticking: NodeJS.Timeout };

/**
 * Reads mails in a thread of its own, so that one whose reading never ends, or takes all memory, stops neither the process nor
 * the mails behind it: it comes as an unreadable message with its raw file. The thread starts with the first mail.
 * @param url the thread's program, in tests
 */
export function mailReader(bounds: ReadBounds = READ_BOUNDS, url = new URL("./reading-thread.ts", import.meta.url)) {
  let thread: Thread | null = null;

  const give = (job: Job): void => {
    thread ??= begin();
    if (thread.jobs.length === 0) thread.ticks = 0;
    thread.jobs.push(job);
    thread.worker.ref();
    const { raw, ...context } = job.context;
    const copy = new Uint8Array(raw);
    thread.worker.postMessage({ ...context, raw: copy, unread: job.unread } satisfies ToRead, [copy.buffer]);
  };

  const begin = (): Thread => {
    const worker = new Worker(url, { resourceLimits: { maxOldGenerationSizeMb: bounds.heapMbMax } });
    const ticking = setInterval(() => tick(begun), bounds.tickMs).unref();
    const begun: Thread = { worker, jobs: [], ticks: 0, isReady: false, ticking };
    worker.on("message", (answer: ReadAnswer) => take(begun, answer));
    worker.on("error", (error: Error & { code?: string }) => {
      const isFull = error.code === "ERR_WORKER_OUT_OF_MEMORY";
      end(begun, begun.isReady || isFull ? (isFull ? "takes_too_much_memory" : "broken") : error);
    });
    return begun;
  };

  const tick = (of: Thread): void => {
    of.ticks += 1;
    const ticksMax = of.isReady ? bounds.readTicksMax : bounds.startTicksMax;
    if (of.jobs.length > 0 && of.ticks > ticksMax)
      end(of, of.isReady ? "takes_too_long" : new Error("the thread that reads mails does not start"));
    if (of.jobs.length === 0 && of.ticks > bounds.idleTicksMax) end(of, null);
  };

  /** Ends a thread. `why` is what the first mail in it did; the others are read by the next. */
  const end = (of: Thread, why: UnreadableReason | Error | null): void => {
    if (thread !== of) return;
    thread = null;
    clearInterval(of.ticking);
    void of.worker.terminate();
    const [first, ...others] = of.jobs;
    if (why instanceof Error) return of.jobs.forEach((job) => job.failed(why));
    if (first && why !== null) blame(first, why);
    for (const job of others) give(job);
  };

  const blame = (job: Job, why: UnreadableReason): void => {
    if (job.unread === null) give({ ...job, unread: why });
    else job.done(toUnopenedMessage(job.context, job.unread));
  };

  return {
    read: (context) => new Promise((done, failed) => give({ context, unread: null, done, failed })),
    isRunning: () => thread !== null,
    stop: async () => {
      const { worker } = thread ?? {};
      if (thread) end(thread, new Error("the desk ends"));
      await worker?.terminate();
    },
  } satisfies MailReader;
}

function take(thread: Thread, answer: ReadAnswer): void {
  thread.ticks = 0;
  thread.isReady = true;
  if (answer.type === "ready") return;
  const job = thread.jobs.shift();
  if (answer.type === "read") job?.done(answer.message);
  else job?.failed(new Error(answer.reason));
  if (thread.jobs.length === 0) thread.worker.unref();
}
