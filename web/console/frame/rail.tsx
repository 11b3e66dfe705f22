import { Link } from "@tanstack/react-router";
import type { ComponentProps, JSX } from "react";
import { useTranslation } from "react-i18next";
import { usePhone } from "../../ui/base/use-media.ts";
import { Loop } from "../session/loop.tsx";
import { menuLater } from "../../ui/base/menu-later.tsx";
import { Bell } from "../rooms/notifications/bell.tsx";
import { useMe } from "../session/me.ts";
import { ProfileButton } from "./profile-button.tsx";
import { ROOMS } from "./rooms.tsx";
import { useUnread } from "./unread.ts";
import "./rail.css";

type Over = { onSheet: () => void; onPalette: () => void };

const ProfileMenu = menuLater(
  () => import("./profile-menu.tsx"),
  "ProfileMenu",
  ({ onClick, onPointerEnter, onFocus }: ComponentProps<"button">) => (
    <ProfileButton {...{ onClick, onPointerEnter, onFocus }} />
  ),
);

/** 56 px at the left; on a phone a bar at the bottom. */
export function Rail({ onSheet, onPalette }: Over): JSX.Element {
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
