import type { FastifyReply, FastifyRequest } from "fastify";
import type { z } from "zod";
import type { Tx } from "../transaction.ts";

/** One operation as the server needs it; contract/route.ts holds the typed form. */
export type RouteShape = {
  id: string;
  method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  path: string;
  access: string;
  tag: string;
  summary: string;
  params?: z.ZodType | undefined;
  query?: z.ZodType | undefined;
  body?: z.ZodType | undefined;
  response?: z.ZodType | undefined;
  status?: number;
  callsPerMinuteMax?: number;
  secret?: boolean;
  inParts?: boolean;
};

/** What a handler gets. Writes share `tx` with the idempotency record; reads get the pool. */
export type Call<Session> = {
  tx: Tx;
  session: Session;
  language: "zh" | "en";
  ip: string;
  now: number;
  params: unknown;
  query: unknown;
  body: unknown;
  request: FastifyRequest;
  reply: FastifyReply;
};

export type HttpRoute<Session> = { route: RouteShape; handle: (call: Call<Session>) => Promise<unknown> };

/** A handler's answer that is a file instead of JSON. `disposition: inline` only for types that cannot run. */
export class FileAnswer {
  readonly body: NodeJS.ReadableStream | Buffer;
  readonly headers: Record<string, string>;
  readonly status: number;
  constructor(body: NodeJS.ReadableStream | Buffer, headers: Record<string, string>, status = 200) {
    this.body = body;
    this.headers = headers;
    this.status = status;
  }
}
