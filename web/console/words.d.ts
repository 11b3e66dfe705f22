import "i18next";
import type common from "./locales/zh/common.json" with { type: "json" };
import type customers from "./locales/zh/customers.json" with { type: "json" };
import type inbox from "./locales/zh/inbox.json" with { type: "json" };
import type notifications from "./locales/zh/notifications.json" with { type: "json" };
import type search from "./locales/zh/search.json" with { type: "json" };
import type session from "./locales/zh/session.json" with { type: "json" };
import type settings from "./locales/zh/settings.json" with { type: "json" };
import type studio from "./locales/zh/studio.json" with { type: "json" };
import type ticket from "./locales/zh/ticket.json" with { type: "json" };

declare module "i18next" {
  interface ResourceNamespaceMap {
    common: typeof common;
    session: typeof session;
    inbox: typeof inbox;
    search: typeof search;
    notifications: typeof notifications;
    ticket: typeof ticket;
    customers: typeof customers;
    settings: typeof settings;
    studio: typeof studio;
  }
}
