import { createHash } from "node:crypto";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { Database, Tx } from "../transaction.ts";
import { FileAnswer, type Call, type HttpRoute } from "./call.ts";
import { findAnswer, holdKey, keepAnswer } from "./idempotency-store.ts";

export type AnswerDeps<Session> = {
  db: Database;
  now: () => number;
  /** Throws the coded error of a caller who may not call this route. */
  admit: (
    route: HttpRoute<Session>["route"],
    request: FastifyRequest,
  ) => Promise<{ session: Session; callerKey: string }>;
  languageOf: (request: FastifyRequest) => "zh" | "en";
  idempotencyMismatch: () => Error;
};

const IDEMPOTENCY_KEY_CHARS_MAX = 200;

type Admission = Promise<{ session: unknown; callerKey: string }>;
const admissions = new WeakMap<FastifyRequest, Admission>();

/**
 * Asks once per request who calls and whether he may. The server asks before it reads the body, so that a stranger
 * gets no answer about his input and cannot make it parse any.
 */
export function admitCall<Session>(
  deps: AnswerDeps<Session>,
  route: HttpRoute<Session>["route"],
  request: FastifyRequest,
): Promise<{ session: Session; callerKey: string }> {
  const asked = (admissions.get(request) ?? deps.admit(route, request)) as ReturnType<AnswerDeps<Session>["admit"]>;
  admissions.set(request, asked);
  return asked;
}

/** Runs one call: admission first, then the handler, writes in a transaction together with the answer of their key. */
export async function answerCall<Session>(
  deps: AnswerDeps<Session>,
  mounted: HttpRoute<Session>,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<unknown> {
  const { route, handle } = mounted;
  const { session, callerKey } = await admitCall(deps, route, request);
  const callWith = (tx: Tx): Call<Session> => ({
    tx,
    session,
    language: deps.languageOf(request),
    ip: request.ip,
    now: deps.now(),
    params: request.params,
    query: request.query,
    body: request.body,
    request,
    reply,
  });
  const status = route.status ?? (route.response ? 200 : 204);
  if (route.method === "GET") return send(reply, status, await handle(callWith(deps.db.reading)));
  const key = route.secret ? null : idempotencyKey(request, route.id, callerKey);
  if (key === null) return send(reply, status, await deps.db.writeTogether((tx) => handle(callWith(tx))));
  const work = (tx: Tx) => handle(callWith(tx));
  const once = { key, status, requestDigest: digestOf(request), work, inParts: route.inParts ?? false };
  const answer = await answerOnce(deps, once);
  return send(reply, answer.status, answer.body);
}

type Once = {
  key: string;
  status: number;
  requestDigest: string;
  work: (tx: Tx) => Promise<unknown>;
  inParts: boolean;
};

/**
 * Does the work of a key once, whoever sends it again or at the same time: its answer is committed with it, and of two only one
 * can be. Whoever was not the one gets the other's answer.
 */
async function answerOnce(
  deps: Pick<AnswerDeps<unknown>, "db" | "idempotencyMismatch">,
  { key, status, requestDigest, work, inParts }: Once,
): Promise<{ status: number; body: unknown }> {
  const earlier = async () => {
    const found = await findAnswer(deps.db.reading, key);
    if (found && found.requestDigest !== requestDigest) throw deps.idempotencyMismatch();
    return found && { status: found.status, body: found.body ?? undefined };
  };
  const known = await earlier();
  if (known) return known;
  try {
    return await deps.db.writeTogether(async (tx) => {
      if (inParts) await holdKey(tx, key);
      const theirs = inParts ? await earlier() : null;
      if (theirs) return theirs;
      const body = await work(tx);
      await keepAnswer(tx, key, { requestDigest, status, body });
      return { status, body };
    });
  } catch (error) {
    // The other may have been in the way in more places than the key.
    const theirs = await earlier();
    if (!theirs) throw error;
    return theirs;
  }
}

function send(reply: FastifyReply, status: number, body: unknown): unknown {
  if (reply.sent) return reply;
  if (body instanceof FileAnswer) return reply.code(body.status).headers(body.headers).send(body.body);
  return status === 204 ? reply.code(204).send() : reply.code(status).send(body);
}

function idempotencyKey(request: FastifyRequest, routeId: string, callerKey: string): string | null {
  const given = request.headers["idempotency-key"];
  if (typeof given !== "string" || given.length === 0 || given.length > IDEMPOTENCY_KEY_CHARS_MAX) return null;
  return createHash("sha256").update(`${callerKey}\n${routeId}\n${given}`).digest("hex");
}

function digestOf(request: FastifyRequest): string {
  return createHash("sha256")
    .update(`${request.method} ${request.url}\n`)
    .update(JSON.stringify(request.body ?? null))
    .digest("hex");
}
