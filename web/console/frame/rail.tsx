import { Link } from "@tanstack/react-router";
import type { JSX } from "react";
import { useTranslation } from "react-i18next";
import { usePhone } from "../../ui/base/use-media.ts";
import { Loop } from "../session/loop.tsx";
import { lazyPart } from "../../ui/base/lazy-part.tsx";
import { onceIdle } from "../../ui/base/once-idle.ts";
import { Avatar } from "../../ui/glyphs/avatar.tsx";
import { BellButton } from "../rooms/notifications/bell-button.tsx";
import { useMe } from "../session/me.ts";
import { ROOMS } from "./rooms.tsx";
import { useUnread } from "./unread.ts";
import "./rail.css";

const Bell = lazyPart(
  () => import("../rooms/notifications/bell.tsx"),
  "Bell",
  () => <BellButton count={0} countedMax={1} />,
  onceIdle,
);
const ProfileMenu = lazyPart(() => import("./profile-menu.tsx"), "ProfileMenu", Myself, onceIdle);

function Myself(): JSX.Element {
  const me = useMe();
  return (
    <span className="rail-profile">
      <Avatar person={me} sizePx={32} presence={me.availability} />
    </span>
  );
}

/** 56 px at the left; on a phone a bar at the bottom. */
export function Rail({ onSheet, onPalette }: { onSheet: () => void; onPalette: () => void }): JSX.Element {
  const { t } = useTranslation("common");
  const me = useMe();
  const phone = usePhone();
  const unread = useUnread();
  return (
    <nav className="rail" aria-label={t("frame.rooms")}>
      <Link to="/inbox" className="rail-mark" aria-label={t("product")} tabIndex={-1}>
        <Loop />
      </Link>
      {ROOMS.filter(({ needs }) => me.abilities.includes(needs)).map(({ id, to, key, glyph }) => (
        <Link
          key={id}
          to={to}
          className="rail-room"
          activeProps={{ className: "is-active" }}
          title={phone ? undefined : `${t(`rooms.${id}`)}  G ${key.toUpperCase()}`}
        >
          {glyph}
          {id === "inbox" && unread > 0 ? (
            <span className="rail-count tabular">
              <span aria-hidden="true">{unread > 99 ? "99+" : unread}</span>
              <span className="visually-hidden">{t("frame.unread", { count: unread })}</span>
            </span>
          ) : null}
          <span className="rail-word">{t(`rooms.${id}`)}</span>
        </Link>
      ))}
      <span className="rail-gap" />
      <Bell />
      <ProfileMenu onSheet={onSheet} onPalette={onPalette} />
    </nav>
  );
}
