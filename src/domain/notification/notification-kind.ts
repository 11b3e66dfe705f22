/** What people are told of, in the order settings show it. */
export const NOTIFICATION_KINDS = [
  "assigned",
  "customer_message",
  "mention",
  "followed_changed",
  "promise_warned",
  "promise_breached",
  "urgent_opened",
  "delivery_failed",
  "follow_up_opened",
  "transfer_asked",
  "transfer_ended",
  "rule_failed",
] as const;
export type NotificationKind = (typeof NOTIFICATION_KINDS)[number];

/** By which ways: in the app, by mail when it stays unread, by the browser's own notice. */
export type Ways = { app: boolean; mail: boolean; browser: boolean };
export type NotificationChoices = Readonly<Record<NotificationKind, Ways>>;

const quietly: Ways = { app: true, mail: false, browser: false };
const aloud: Ways = { app: true, mail: false, browser: true };
const everyWay: Ways = { app: true, mail: true, browser: true };

/** What holds until a person chooses for himself. */
export const DEFAULT_CHOICES: NotificationChoices = {
  assigned: aloud,
  customer_message: aloud,
  mention: everyWay,
  followed_changed: quietly,
  promise_warned: aloud,
  promise_breached: everyWay,
  urgent_opened: everyWay,
  delivery_failed: everyWay,
  follow_up_opened: everyWay,
  transfer_asked: everyWay,
  transfer_ended: aloud,
  rule_failed: everyWay,
};
