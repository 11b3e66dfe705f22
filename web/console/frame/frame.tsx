import { useQueryClient } from "@tanstack/react-query";
import { Outlet, useLocation, useRouter } from "@tanstack/react-router";
import { Suspense, useEffect, useState, type JSX } from "react";
import { useTranslation } from "react-i18next";
import { firstViewAtTheLatest, firstViewIsHere } from "../../ui/base/first-view.ts";
import { lazyPart } from "../../ui/base/lazy-part.tsx";
import { listenForShortcuts, useShortcuts } from "../../ui/shortcuts/use-shortcuts.ts";
import { OfflineBar } from "../../ui/states/offline-bar.tsx";
import { SkeletonPage } from "../../ui/states/skeleton.tsx";
import { useConnection } from "../realtime/socket.ts";
import { useReconnected } from "../realtime/use-realtime.ts";
import { useUnreadTickets } from "../rooms/inbox/use-unread-tickets.ts";
import { usePaletteFinds } from "../rooms/search/use-palette-finds.ts";
import { useMe } from "../session/me.ts";
import { Rail } from "./rail.tsx";
import { ROOMS } from "./rooms.tsx";

const CommandPalette = lazyPart(() => import("../../ui/palette/command-palette.tsx"), "CommandPalette");
const ShortcutSheet = lazyPart(() => import("../../ui/shortcuts/shortcut-sheet.tsx"), "ShortcutSheet");

type Over = "palette" | "sheet" | null;

/** What stands around every room. */
export function Frame(): JSX.Element {
  const { t } = useTranslation(["common", "ui"]);
  const client = useQueryClient();
  const [over, setOver] = useState<Over>(null);
  useEffect(listenForShortcuts, []);
  useFirstViewElsewhere();
  useFrameKeys(setOver);
  usePaletteFinds();
  useReconnected(() => void client.invalidateQueries());
  const connected = useConnection() !== "lost";
  return (
    <div className="frame">
      <a className="skip-link" href="#main">
        {t("ui:skip_to_main")}
      </a>
      <UnreadTickets />
      <OfflineBar connected={connected} />
      <div className="frame-body">
        <Rail onSheet={() => setOver("sheet")} onPalette={() => setOver("palette")} />
        <main className="frame-main" id="main" tabIndex={-1}>
          <Suspense fallback={<SkeletonPage />}>
            <Outlet />
          </Suspense>
        </main>
      </div>
      {over === "palette" ? <CommandPalette open onClose={() => setOver(null)} /> : null}
      {over === "sheet" ? <ShortcutSheet open onClose={() => setOver(null)} /> : null}
    </div>
  );
}

/** Counts beside the frame, which is not drawn anew for it: the rail and the title follow the count. */
function UnreadTickets(): null {
  useUnreadTickets();
  return null;
}

/** The inbox says itself when its list is there. */
function useFirstViewElsewhere(): void {
  const { pathname } = useLocation();
  const inInbox = pathname.startsWith("/inbox");
  useEffect(() => {
    if (inInbox) firstViewAtTheLatest();
    else firstViewIsHere();
  }, [inInbox]);
}

function useFrameKeys(setOver: (over: Over) => void): void {
  const { t } = useTranslation("common");
  const router = useRouter();
  const me = useMe();
  const rooms = ROOMS.filter(({ needs }) => me.abilities.includes(needs));
  useShortcuts([
    {
      keys: "mod+k",
      name: t("frame.palette"),
      group: t("frame.keys_anywhere"),
      inFields: true,
      run: () => setOver("palette"),
    },
    {
      keys: "g f",
      name: t("frame.search"),
      group: t("frame.keys_go"),
      run: () => void router.navigate({ to: "/search", search: {} }),
    },
    { keys: "?", name: t("frame.shortcuts"), group: t("frame.keys_anywhere"), run: () => setOver("sheet") },
    ...rooms.map(({ id, to, key }) => ({
      keys: `g ${key}`,
      name: t("frame.go_to", { room: t(`rooms.${id}`) }),
      group: t("frame.keys_go"),
      run: () => void router.navigate({ to }),
    })),
  ]);
}
