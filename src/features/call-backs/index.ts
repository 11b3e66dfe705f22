import * as routes from "../../contract/waiting-routes.ts";
import { handle, type StaffSession } from "../../core/staff/index.ts";
import type { TicketDesk, TicketSubscriber } from "../../core/tickets/index.ts";
import type { HttpRoute } from "../../platform/http/index.ts";
import { dropCallBack, finishCallBack, planCallBack } from "./plan-call-back.ts";
import { planByRule } from "./plan-by-rule.ts";

/** Calls that are planned, by people and by the procedure. REQ: CL-07 */
export function callBackFeature({ desk }: { desk: TicketDesk }): {
  routes: HttpRoute<StaffSession>[];
  subscribers: TicketSubscriber[];
} {
  return {
    subscribers: [planByRule(() => desk)],
    routes: [
      handle(routes.planCallBack, ({ tx, session, params, body, now }) =>
        planCallBack(
          desk,
          tx,
          { ...params, session, now },
          {
            plannedFor: Date.parse(body.plannedFor),
            ownerId: body.ownerId ?? null,
            purpose: body.purpose ?? null,
          },
        ),
      ),
      handle(routes.finishCallBack, ({ tx, session, params, body, now }) =>
        finishCallBack(desk, tx, { ...params, session, now }, body.text),
      ),
      handle(routes.dropCallBack, ({ tx, session, params, body, now }) =>
        dropCallBack(desk, tx, { ...params, session, now }, body.reason),
      ),
    ],
  };
}
