import { sendMessageAgain } from "../../contract/delivery-routes.ts";
import { handle, type StaffSession } from "../../core/staff/index.ts";
import { requireSight, setDelivery, type TicketDesk } from "../../core/tickets/index.ts";
import type { DeliveryEnd, OutgoingMessage } from "../../domain/channel/outgoing-message.ts";
import type { HttpRoute } from "../../platform/http/index.ts";
import type { Tx } from "../../platform/transaction.ts";
import { endDelivery } from "./end-delivery.ts";
import { prepareMessage, type ReplyWords } from "./prepare-message.ts";
import { overdueMessages } from "./reply-store.ts";
import { sendAgain } from "./send-again.ts";

/** What a channel needs to know of messages that go out. */
export type Replies = {
  routes: HttpRoute<StaffSession>[];
  begin(tx: Tx, messageId: string): Promise<OutgoingMessage | null>;
  keepExternalId(tx: Tx, messageId: string, externalId: string): Promise<void>;
  end(tx: Tx, messageId: string, end: DeliveryEnd): Promise<void>;
  overdue(tx: Tx, before: number, countMax: number): Promise<string[]>;
};

export function repliesFeature(deps: { desk: TicketDesk; now: () => number } & ReplyWords): Replies {
  return {
    routes: [
      handle(sendMessageAgain, async ({ tx, session, params, now }) => {
        await requireSight(tx, session.viewer, params.ticketId);
        await sendAgain(deps, tx, { ...params, now });
      }),
    ],
    begin: (tx, messageId) => prepareMessage(deps, tx, messageId),
    keepExternalId: (tx, messageId, externalId) => setDelivery(tx, messageId, { state: "sending", externalId }),
    end: (tx, messageId, end) => endDelivery(deps, tx, messageId, end),
    overdue: overdueMessages,
  };
}
