import ui from "../../ui/locales/en/ui.json" with { type: "json" };
import common from "../locales/en/common.json" with { type: "json" };
import inbox from "../locales/en/inbox.json" with { type: "json" };
import notifications from "../locales/en/notifications.json" with { type: "json" };
import search from "../locales/en/search.json" with { type: "json" };

/** The words of the first page, in one file. */
export const firstWords: Record<string, object> = { ui, common, inbox, notifications, search };
