import { changeTicket, type TicketChange, type TicketDesk } from "../../core/tickets/index.ts";
import type { PromiseLine } from "../../domain/clocks/index.ts";
import { accepted } from "../../domain/result.ts";
import { newId } from "../../platform/ids.ts";
import { postOutside, type OutsideAnswer } from "../../platform/http-out/index.ts";
import { addJob } from "../../platform/jobs/index.ts";
import type { Database, Tx } from "../../platform/transaction.ts";
import { signWebhook } from "./sign-webhook.ts";

/** Calls an address outside: `WebhookCall`. */
export const CALL_WEBHOOK_JOB = "call_webhook";

/** With growing pauses, over about four hours. */
const ATTEMPTS_MAX = 10;
/** Of graphile-worker. */
const QUEUE_CHARS_MAX = 127;

export type WebhookDeps = {
  db: Database;
  desk: TicketDesk;
  now: () => number;
  secretKey: string;
  /** Without a slash at the end. */
  publicUrl: string;
  post?: typeof postOutside;
};

export type WebhookCall = { id: string; url: string; body: string; ticketId: string; lineId: string };

export type WebhookCause = {
  change: TicketChange;
  line: PromiseLine;
  timer: { kind: "warn" | "breach"; clockId: string; at: number };
  /** What the customer is to be told; absent for a call about the promise alone. */
  notice?: { noticeId: string; language: "zh" | "en"; subject: string; text: string };
};

/**
 * Orders a call in the transaction of its cause. What it says names the ticket and the promise, and nothing of the
 * customer: whoever receives it asks the API for more. A notice to be passed on to him goes with it in its words.
 */
export async function orderWebhook(deps: WebhookDeps, tx: Tx, url: string, cause: WebhookCause): Promise<void> {
  const { change, line } = cause;
  const call: WebhookCall = {
    id: newId(change.now),
    url,
    body: JSON.stringify(messageOf(deps, cause)),
    ticketId: change.ticket.id,
    lineId: line.id,
  };
  // One after the other for each receiver: one that hangs holds up its own calls, and no mail.
  const queue = `${CALL_WEBHOOK_JOB}:${hostOf(url)}`.slice(0, QUEUE_CHARS_MAX);
  await addJob(tx, CALL_WEBHOOK_JOB, call, { attemptsMax: ATTEMPTS_MAX, queue });
}

function messageOf({ publicUrl }: WebhookDeps, { change, line, timer, notice }: WebhookCause): object {
  const { ticket, head } = change;
  const { kind, priority, state, level, categoryId } = ticket.facts;
  return {
    type: timer.kind === "warn" ? "promise.warned" : "promise.breached",
    at: new Date(change.now).toISOString(),
    ticket: {
      id: ticket.id,
      number: head.number,
      url: `${publicUrl}/inbox/${ticket.id}`,
      kind,
      priority,
      state,
      level,
      categoryId,
      teamId: ticket.teamId,
      assigneeId: ticket.assigneeId,
    },
    promise: {
      line: line.id,
      metric: line.metric,
      title: line.title,
      clock: timer.clockId,
      due: new Date(timer.at).toISOString(),
    },
    ...(notice ? { notice } : {}),
  };
}

/**
 * One attempt. Fails for now: thrown, so that the job is tried again. Refused, or the last attempt: said on the ticket,
 * of which the leaders hear.
 */
export async function callWebhook(
  deps: WebhookDeps,
  call: WebhookCall,
  attempt: { number: number; max: number },
): Promise<void> {
  const { post = postOutside } = deps;
  const { id, url, body } = call;
  const headers = { "content-type": "application/json", ...signWebhook(deps.secretKey, { id, body, now: deps.now() }) };
  const end = endOf(await post({ url, headers, body }));
  if (end.kind === "done") return;
  if (end.kind === "later" && attempt.number < attempt.max) throw new Error(`webhook: ${end.reason}`);
  const now = deps.now();
  await deps.db.inTransaction((tx) =>
    changeTicket(deps.desk, tx, { ticketId: call.ticketId, actor: { kind: "rule", id: call.lineId }, now }, () =>
      accepted([
        { type: "effect_failed", lineId: call.lineId, effect: "webhook", target: hostOf(url), reason: end.reason },
      ]),
    ),
  );
}

/** "Not now": asked to come again, or its own fault. Every other answer but a yes stays as it is however often we ask. */
const LATER: ReadonlySet<number> = new Set([408, 425, 429]);

function endOf(answer: OutsideAnswer): { kind: "done" } | { kind: "never" | "later"; reason: string } {
  if (answer.kind === "refused") return { kind: "never", reason: answer.reason };
  if (answer.kind === "unreachable") return { kind: "later", reason: answer.reason };
  const { status } = answer;
  if (status >= 200 && status < 300) return { kind: "done" };
  return { kind: status >= 500 || LATER.has(status) ? "later" : "never", reason: `HTTP ${status}` };
}

/** Secrets stand in paths and queries. */
const hostOf = (url: string) => (URL.canParse(url) ? new URL(url).host : "");
