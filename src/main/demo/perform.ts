import type { InputOf, ResponseOf, Route } from "../../contract/route.ts";
import type { SignedIn, StaffSession } from "../../core/staff/index.ts";
import { viewerHas, type Ability } from "../../domain/permission/index.ts";
import type { Call, HttpRoute } from "../../platform/http/index.ts";
import type { Tx } from "../../platform/transaction.ts";

/** Who does it and when; `session` null is a customer with a link. */
export type Doing = { tx: Tx; session: StaffSession; now: number };

export type Perform = <R extends Route>(doing: Doing, route: R, input: InputOf<R>) => Promise<ResponseOf<R>>;

/** Calls the desk's own API as a person, without a socket: input checked and rights asked as for a browser. */
export function performer(routes: readonly HttpRoute<StaffSession>[]): Perform {
  const mounted = new Map(routes.map((one) => [one.route.id, one]));
  return async (doing, route, input) => {
    const found = mounted.get(route.id);
    if (!found) throw new Error(`no part of the desk answers ${route.id}`);
    refuse(route, doing.session);
    const given = input as { params?: unknown; query?: unknown; body?: unknown };
    const call: Omit<Call<StaffSession>, "request" | "reply"> = {
      ...doing,
      language: doing.session?.language ?? "zh",
      ip: "127.0.0.1",
      params: route.params?.parse(given.params),
      query: route.query?.parse(given.query ?? {}),
      body: route.body?.parse(given.body),
    };
    return (await found.handle(call as Call<StaffSession>)) as never;
  };
}

function refuse(route: Route, session: SignedIn | null): void {
  const { access } = route;
  const may = access === "public" || (session !== null && (access === "signed_in" || has(session, access)));
  if (!may) throw new Error(`${session?.name ?? "a customer"} may not call ${route.id}`);
}

const has = (session: SignedIn, ability: Ability) => viewerHas(session.viewer, ability);
