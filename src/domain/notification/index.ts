export {
  DEFAULT_CHOICES,
  NOTIFICATION_KINDS,
  type NotificationChoices,
  type NotificationKind,
  type Ways,
} from "./notification-kind.ts";
export { quietUntil, type QuietHours } from "./quiet-hours.ts";
export { whoHears, type Group, type Hearing, type TicketStep } from "./who-hears.ts";
