import { CodedError } from "../../contract/coded-error.ts";
import type { RequestOf, ResponseOf, Route } from "../../contract/route.ts";
import type { Call, FileAnswer, HttpRoute } from "../../platform/http/index.ts";
import type { SignedIn, StaffSession } from "./session.ts";

type CallOf<R, S> = Omit<Call<StaffSession>, "params" | "query" | "body" | "session"> & RequestOf<R> & { session: S };
type Answer<R> = Promise<ResponseOf<R> | FileAnswer>;

/**
 * Binds a handler to a route that needs somebody signed in. The handler gets `params`, `query` and `body` checked and
 * typed by the route, and answers what the route's `response` says, or a FileAnswer.
 */
export function handle<R extends Route>(
  route: R,
  work: (call: CallOf<R, SignedIn>) => Answer<R>,
): HttpRoute<StaffSession> {
  return {
    route,
    handle: async (call) => {
      if (!call.session) throw new CodedError("sign_in_needed");
      return work({ ...call, session: call.session } as unknown as CallOf<R, SignedIn>);
    },
  };
}

/** As `handle`, for routes with `access: "public"`: `session` is null for a stranger. */
export function handlePublic<R extends Route>(
  route: R,
  work: (call: CallOf<R, StaffSession>) => Answer<R>,
): HttpRoute<StaffSession> {
  if (route.access !== "public") throw new Error(`${route.id} is not public`);
  return { route, handle: async (call) => work(call as unknown as CallOf<R, StaffSession>) };
}
