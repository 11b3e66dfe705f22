import type { z } from "zod";
import type { Ability } from "../domain/permission/index.ts";

export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

/**
 * Who may call a route: everybody (`public`, its own link or form decides), any signed-in person (`signed_in`),
 * or people whose role has the ability. Ticket routes check the ticket itself besides.
 */
export type Access = "public" | "signed_in" | Ability;

type Schema = z.ZodType | undefined;

/** One operation of the API: what the server mounts, the browser calls and the reference page shows. */
export type Route<
  P extends Schema = Schema,
  Q extends Schema = Schema,
  B extends Schema = Schema,
  R extends Schema = Schema,
> = {
  id: string;
  method: Method;
  /** `/api/v1/tickets/:ticketId` */
  path: string;
  access: Access;
  tag: string;
  summary: string;
  params?: P;
  query?: Q;
  body?: B;
  /** Absent: 204, no content. */
  response?: R;
  /** Status of success; 200, or 204 without a response. */
  status?: number;
  /** Stricter bound than the general one: calls a minute for each address. */
  callsPerMinuteMax?: number;
  /** Request or answer carries a secret: neither is kept for an Idempotency-Key. */
  secret?: boolean;
  /** Parts of the work are committed before the answer is: with an Idempotency-Key one call at a time does it. */
  inParts?: boolean;
};

export function defineRoute<
  P extends Schema = undefined,
  Q extends Schema = undefined,
  B extends Schema = undefined,
  R extends Schema = undefined,
>(route: Route<P, Q, B, R>): Route<P, Q, B, R> {
  return route;
}

type Parsed<S> = S extends z.ZodType ? z.output<S> : undefined;
type Given<S> = S extends z.ZodType ? z.input<S> : undefined;

/** What a handler gets: checked, with defaults filled in. */
export type RequestOf<R> =
  R extends Route<infer P, infer Q, infer B, Schema> ? { params: Parsed<P>; query: Parsed<Q>; body: Parsed<B> } : never;
/** What a caller gives. */
export type InputOf<R> =
  R extends Route<infer P, infer Q, infer B, Schema>
    ? (P extends z.ZodType ? { params: Given<P> } : object) &
        (Q extends z.ZodType ? { query?: Given<Q> } : object) &
        (B extends z.ZodType ? { body: Given<B> } : object)
    : never;
export type ResponseOf<R> =
  R extends Route<Schema, Schema, Schema, infer S> ? (S extends z.ZodType ? z.output<S> : void) : never;
