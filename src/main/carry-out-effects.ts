import type { EffectPorts } from "../features/clocks/index.ts";
import { closeByRule, wordsByRule, writeByRule, type ClosingDeps } from "../features/closing/index.ts";
import type { Notifications } from "../features/notifications/index.ts";
import { askSupplementByRule, type TicketDeskDeps } from "../features/ticket-desk/index.ts";
import { orderWebhook, type WebhookDeps } from "../features/webhooks/index.ts";

type Neighbours = {
  closing: ClosingDeps;
  notifications: Notifications;
  ticketDesk: TicketDeskDeps;
  webhooks: WebhookDeps;
};

/** What rules do through other features: one row each. */
export const effectPorts = ({ closing, notifications, ticketDesk, webhooks }: Neighbours): EffectPorts => ({
  tellStaff: (tx, told) => notifications.tellOfClocks(tx, told),
  writeToCustomer: (tx, letter) => writeByRule(closing, tx, letter),
  wordsOf: (tx, letter, withLink) => wordsByRule(closing, tx, letter, withLink),
  close: (tx, by) => closeByRule(closing, tx, by),
  askSupplement: (tx, by) => askSupplementByRule(ticketDesk, tx, by),
  callWebhook: (tx, { url, fired, notice }) =>
    orderWebhook(webhooks, tx, url, { ...fired, ...(notice ? { notice } : {}) }),
});
