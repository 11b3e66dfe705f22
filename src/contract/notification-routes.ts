import { z } from "zod";
import { NOTIFICATION_KINDS } from "../domain/notification/notification-kind.ts";
import { id, instant, pageOf, pageQuery } from "./common.ts";
import { defineRoute } from "./route.ts";

const tag = "Notifications";
const LAST_MINUTE = 1_439;
const TOKEN_CHARS_MAX = 500;
const LINKS_PER_MINUTE_MAX = 30;

export const notificationShape = z.object({
  id,
  kind: z.enum(NOTIFICATION_KINDS),
  ticket: z.object({ id, number: z.number().int(), subject: z.string() }),
  /** Who caused it; null: the customer, a rule or the desk itself. */
  actorName: z.string().nullable(),
  /** Kinds of the events it is about; for a promise its metric. */
  data: z.object({
    types: z.array(z.string()).optional(),
    metric: z.string().optional(),
    /** It stands for this many notices, the ticket's among them, of what fell due while the desk stood still. */
    stop: z.object({ from: instant, until: instant, count: z.number().int() }).optional(),
  }),
  at: instant,
  readAt: instant.nullable(),
});
export type NotificationShape = z.output<typeof notificationShape>;

export const listNotifications = defineRoute({
  id: "listNotifications",
  method: "GET",
  path: "/api/v1/notifications",
  access: "signed_in",
  tag,
  summary: "What the person was told, newest first; tickets he no longer sees are left out",
  query: pageQuery.extend({ unread: z.stringbool().default(false) }),
  response: pageOf(notificationShape),
});

export const countNotifications = defineRoute({
  id: "countNotifications",
  method: "GET",
  path: "/api/v1/notification-count",
  access: "signed_in",
  tag,
  summary: "How many are unread; counting stops at `countedMax`",
  response: z.object({ unread: z.number().int(), countedMax: z.number().int() }),
});

export const readNotification = defineRoute({
  id: "readNotification",
  method: "PUT",
  path: "/api/v1/notifications/:notificationId/reading",
  access: "signed_in",
  tag,
  summary: "The person has read this one",
  params: z.object({ notificationId: id }),
});

export const readNotifications = defineRoute({
  id: "readNotifications",
  method: "PUT",
  path: "/api/v1/notification-reading",
  access: "signed_in",
  tag,
  summary: "The person has read all, or all of one ticket",
  body: z.object({ ticketId: id.optional() }),
});

const ways = z.object({ app: z.boolean(), mail: z.boolean(), browser: z.boolean() });
const minute = z.number().int().min(0).max(LAST_MINUTE);

export const notificationSettings = z.object({
  choices: z.record(z.enum(NOTIFICATION_KINDS), ways),
  /** Minutes from midnight in the person's own time zone: mail waits until they are over, the browser stays silent. */
  quietHours: z
    .object({ from: minute, to: minute })
    .refine(({ from, to }) => from !== to)
    .nullable(),
});
export type NotificationSettings = z.output<typeof notificationSettings>;

export const showNotificationSettings = defineRoute({
  id: "showNotificationSettings",
  method: "GET",
  path: "/api/v1/notification-settings",
  access: "signed_in",
  tag,
  summary: "What the person wants to hear of, and how",
  response: notificationSettings,
});

export const changeNotificationSettings = defineRoute({
  id: "changeNotificationSettings",
  method: "PUT",
  path: "/api/v1/notification-settings",
  access: "signed_in",
  tag,
  summary: "Choose what to hear of, and how",
  body: notificationSettings,
  response: notificationSettings,
});

const unsubscribeParams = z.object({ token: z.string().max(TOKEN_CHARS_MAX) });

export const showUnsubscribe = defineRoute({
  id: "showUnsubscribe",
  method: "GET",
  path: "/unsubscribe/:token",
  access: "public",
  tag,
  summary: "The page behind the link in a notification mail: one button turns this kind of mail off",
  params: unsubscribeParams,
  callsPerMinuteMax: LINKS_PER_MINUTE_MAX,
});

export const unsubscribe = defineRoute({
  id: "unsubscribe",
  method: "POST",
  path: "/unsubscribe/:token",
  access: "public",
  tag,
  summary: "Turn off the mails that the link names; also for the one click of mail programs (RFC 8058)",
  params: unsubscribeParams,
  callsPerMinuteMax: LINKS_PER_MINUTE_MAX,
});
