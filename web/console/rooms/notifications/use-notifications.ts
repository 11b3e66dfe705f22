import { useQueryClient } from "@tanstack/react-query";
import { countNotifications, listNotifications } from "../../../../src/contract/notification-routes.ts";
import { renewRoutes, useRoute } from "../../../ui/api/use-route.ts";
import { useFirstView } from "../../../ui/base/first-view.ts";
import { useRealtime } from "../../realtime/use-realtime.ts";
import { useBrowserNotice } from "./browser-notice.ts";

/** How many are unread, live. */
export function useUnreadNotifications(): { count: number; countedMax: number } {
  const client = useQueryClient();
  const counted = useRoute(countNotifications, {}, { keepPrevious: true, enabled: useFirstView() });
  const count = counted.data?.unread ?? 0;
  const show = useBrowserNotice();
  const renew = () => void renewRoutes(client, [countNotifications, listNotifications]);
  useRealtime("notification.added", (told) => {
    renew();
    if (told.browser) show(told);
  });
  useRealtime("notification.read", renew);
  return { count, countedMax: counted.data?.countedMax ?? Infinity };
}
