import {
  changeNotificationSettings,
  countNotifications,
  listNotifications as listRoute,
  readNotification,
  readNotifications,
  showNotificationSettings,
  showUnsubscribe,
  unsubscribe,
} from "../../contract/notification-routes.ts";
import { handle, handlePublic, type SignedIn, type StaffSession } from "../../core/staff/index.ts";
import type { TicketSubscriber } from "../../core/tickets/index.ts";
import { sightOf } from "../../domain/permission/index.ts";
import type { HttpRoute } from "../../platform/http/index.ts";
import type { JobHandlers } from "../../platform/jobs/index.ts";
import type { Tx } from "../../platform/transaction.ts";
import { mailNotifications, type MailDeps } from "./mail-notifications.ts";
import {
  countUnread,
  forgetNotifications,
  listNotifications,
  markRead,
  UNREAD_COUNTED_MAX,
} from "./notification-store.ts";
import { TELL_MENTIONS_JOB, tellMentions, tellOfChange, tellOfClocks, type ClockTold } from "./on-ticket-change.ts";
import { DEFAULT_SETTINGS, readSettings, writeSettings } from "./settings-store.ts";
import { roomOf, type TellDeps } from "./tell-people.ts";
import { openUnsubscribeLink, turnMailOff, unsubscribePage } from "./unsubscribe.ts";

export type NotificationDeps = TellDeps & MailDeps;

export type Notifications = {
  routes: HttpRoute<StaffSession>[];
  subscribers: TicketSubscriber[];
  jobs: JobHandlers;
  crontab: string;
  /** Tells of warned or broken promises whom their lines name. */
  tellOfClocks(tx: Tx, told: readonly ClockTold[]): Promise<void>;
};

const KEPT_MS = 90 * 24 * 60 * 60 * 1000;
const readerOf = ({ staffId, viewer }: SignedIn) => ({ staffId, sight: sightOf(viewer) });

/** Tells people what concerns them, in the app, by the browser and by mail. */
export function notificationsFeature(deps: NotificationDeps): Notifications {
  return {
    routes: [...ownRoutes(deps), ...unsubscribeRoutes(deps)],
    subscribers: [(tx, change) => tellOfChange(deps, tx, change)],
    jobs: {
      [TELL_MENTIONS_JOB]: (payload) =>
        deps.db.inTransaction((tx) => tellMentions(deps, tx, payload as Parameters<typeof tellMentions>[2])),
      mail_notifications: () => mailNotifications(deps),
      forget_notifications: () => deps.db.inTransaction((tx) => forgetNotifications(tx, deps.now() - KEPT_MS)),
    },
    crontab: "* * * * * mail_notifications\n23 3 * * * forget_notifications",
    tellOfClocks: (tx, told) => tellOfClocks(deps, tx, told),
  };
}

function ownRoutes(deps: NotificationDeps): HttpRoute<StaffSession>[] {
  const told = (tx: Tx, staffId: string) =>
    tx.afterCommit(() => deps.publish([roomOf(staffId)], "notification.read", {}));
  return [
    handle(listRoute, ({ tx, session, query }) => listNotifications(tx, readerOf(session), query)),
    handle(countNotifications, async ({ tx, session }) => ({
      unread: await countUnread(tx, readerOf(session)),
      countedMax: UNREAD_COUNTED_MAX,
    })),
    handle(readNotification, async ({ tx, session, params, now }) => {
      await markRead(tx, { staffId: session.staffId, id: params.notificationId }, now);
      told(tx, session.staffId);
    }),
    handle(readNotifications, async ({ tx, session, body, now }) => {
      await markRead(tx, { staffId: session.staffId, ticketId: body.ticketId }, now);
      told(tx, session.staffId);
    }),
    handle(showNotificationSettings, async ({ tx, session }) => settingsOf(tx, session.staffId)),
    handle(changeNotificationSettings, async ({ tx, session, body, now }) => {
      await writeSettings(tx, session.staffId, body, now);
      return settingsOf(tx, session.staffId);
    }),
  ];
}

const settingsOf = async (tx: Tx, staffId: string) =>
  (await readSettings(tx, [staffId])).get(staffId) ?? DEFAULT_SETTINGS;

function unsubscribeRoutes(deps: NotificationDeps): HttpRoute<StaffSession>[] {
  return [
    handlePublic(showUnsubscribe, async ({ params, now, language }) => {
      return unsubscribePage(language, openUnsubscribeLink(deps.secretKey, params.token, now) ? "ask" : "expired");
    }),
    handlePublic(unsubscribe, async ({ tx, params, now, language }) => {
      const opened = openUnsubscribeLink(deps.secretKey, params.token, now);
      if (opened) await turnMailOff(tx, opened, now);
      return unsubscribePage(language, opened ? "done" : "expired");
    }),
  ];
}
