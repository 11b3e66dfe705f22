import * as routes from "../../contract/transfer-routes.ts";
import type { TransferShape } from "../../contract/transfer-routes.ts";
import { handle, type StaffSession } from "../../core/staff/index.ts";
import { requireSight, type TicketDesk, type TicketSubscriber } from "../../core/tickets/index.ts";
import type { HttpRoute } from "../../platform/http/index.ts";
import { acceptTransfer, answerTransfer, mayAnswer, returnTransfer, withdrawTransfer } from "./end-transfer.ts";
import { keepTransfers } from "./keep-transfers.ts";
import { sendTransfer } from "./send-transfer.ts";
import { namedIn, teamsToAsk } from "./teams-to-ask.ts";
import { readTransfers } from "./transfer-store.ts";

/** Asking other teams: a handshake with clocks of its own. REQ: HA-05 */
export function transferFeature({ desk }: { desk: TicketDesk }): {
  routes: HttpRoute<StaffSession>[];
  subscribers: TicketSubscriber[];
} {
  return {
    subscribers: [keepTransfers],
    routes: [
      handle(routes.listTransfers, async ({ tx, session, params }) => {
        await requireSight(tx, session.viewer, params.ticketId);
        const rows = await readTransfers(tx, params.ticketId);
        const { teams, ruleFor } = await teamsToAsk(desk, tx, params.ticketId);
        return {
          teams,
          items: rows.map((row) => ({
            ...presented(row),
            ...namedIn(ruleFor(row.team_id), (row.content ?? {}) as Record<string, unknown>),
            ticketId: params.ticketId,
            mine: mayAnswer(session.viewer, { id: row.team_id, leaderId: row.leader_id }),
          })),
        };
      }),
      handle(routes.sendTransfer, ({ tx, session, params, body, language, now }) =>
        sendTransfer(desk, tx, {
          ...params,
          teamId: body.teamId,
          content: body.content ?? null,
          session,
          language,
          now,
        }),
      ),
      handle(routes.acceptTransfer, ({ tx, session, params, now }) =>
        acceptTransfer(desk, tx, { ...params, session, now }),
      ),
      handle(routes.returnTransfer, ({ tx, session, params, body, now }) =>
        returnTransfer(desk, tx, { ...params, session, now }, body.reason),
      ),
      handle(routes.answerTransfer, ({ tx, session, params, body, now }) =>
        answerTransfer(desk, tx, { ...params, session, now }, body.text),
      ),
      handle(routes.withdrawTransfer, ({ tx, session, params, body, now }) =>
        withdrawTransfer(desk, tx, { ...params, session, now }, body.reason ?? null),
      ),
    ],
  };
}

type Row = Awaited<ReturnType<typeof readTransfers>>[number];

const presented = (row: Row): Omit<TransferShape, "ticketId" | "mine" | "contact" | "coordinator"> => ({
  id: row.id,
  team: { id: row.team_id, name: row.team_name },
  state: row.state as TransferShape["state"],
  sentAt: row.sent_at.toISOString(),
  acceptedAt: row.accepted_at?.toISOString() ?? null,
  endedAt: row.ended_at?.toISOString() ?? null,
  reason: row.reason,
  content: (row.content ?? {}) as Record<string, unknown>,
});
