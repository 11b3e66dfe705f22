import type { EffectPorts } from "../features/clocks/index.ts";
import { closeByRule, writeByRule, type ClosingDeps } from "../features/closing/index.ts";
import type { Notifications } from "../features/notifications/index.ts";
import { orderWebhook, type WebhookDeps } from "../features/webhooks/index.ts";

type Neighbours = { closing: ClosingDeps; notifications: Notifications; webhooks: WebhookDeps };

/** What rules do through other features: one row each. */
export const effectPorts = ({ closing, notifications, webhooks }: Neighbours): EffectPorts => ({
  tellStaff: (tx, told) => notifications.tellOfClocks(tx, told),
  writeToCustomer: (tx, letter) => writeByRule(closing, tx, letter),
  close: (tx, by) => closeByRule(closing, tx, by),
  askSupplement: async () => undefined,
  callWebhook: (tx, { url, fired }) => orderWebhook(webhooks, tx, url, fired),
});
