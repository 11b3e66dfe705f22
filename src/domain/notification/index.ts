export {
  DEFAULT_CHOICES,
  NOTIFICATION_KINDS,
  type NotificationChoices,
  type NotificationKind,
  type Ways,
} from "./notification-kind.ts";
export { quietUntil } from "./quiet-hours.ts";
export { whoHears, type Group, type Hearing } from "./who-hears.ts";
