import { useRouter } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { ticketLabel } from "../../../../src/domain/channel/ticket-label.ts";
import { keep, readKept } from "../../../ui/base/kept-value.ts";
import type { RealtimeEvents } from "../../realtime/use-realtime.ts";

const ASKED_KEY = "bihuan.notice-asked";

/** Whether the browser may still be asked, once, if it will show notices. */
export const mayAskForNotices = (): boolean =>
  typeof Notification !== "undefined" && Notification.permission === "default" && !readKept(ASKED_KEY, false);

/** The question is asked once; the answer counts, also "later". */
export async function askForNotices(wanted: boolean): Promise<void> {
  keep(ASKED_KEY, true);
  if (wanted) await Notification.requestPermission();
}

/** Shows a notice of the browser while this page is not looked at. */
export function useBrowserNotice(): (told: RealtimeEvents["notification.added"]) => void {
  const { t } = useTranslation("notifications");
  const router = useRouter();
  return ({ id, kind, number, subject }) => {
    if (typeof Notification === "undefined" || Notification.permission !== "granted") return;
    if (document.visibilityState === "visible" && document.hasFocus()) return;
    const notice = new Notification(t(`kind.${kind}`), { body: `${ticketLabel(number)} ${subject}`, tag: id });
    notice.addEventListener("click", () => {
      globalThis.focus();
      notice.close();
      void router.navigate({ to: "/inbox/$ticketId", params: { ticketId: String(number) }, search: {} });
    });
  };
}
