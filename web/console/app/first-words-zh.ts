import ui from "../../ui/locales/zh/ui.json" with { type: "json" };
import common from "../locales/zh/common.json" with { type: "json" };
import inbox from "../locales/zh/inbox.json" with { type: "json" };
import notifications from "../locales/zh/notifications.json" with { type: "json" };
import search from "../locales/zh/search.json" with { type: "json" };

/** The words of the first page, in one file. */
export const firstWords: Record<string, object> = { ui, common, inbox, notifications, search };
