import { StarFilled, StarOutlined } from "@ant-design/icons";
import type { JSX } from "react";
import { useTranslation } from "react-i18next";
import { followTicket, unfollowTicket } from "../../../../../src/contract/ticket-routes.ts";
import { useTicketRoom } from "../ticket-context.ts";
import { usePatchPage, useTicketCommand } from "../use-ticket-commands.ts";

export function FollowButton(): JSX.Element {
  const { t } = useTranslation("ticket");
  const { page } = useTicketRoom();
  const patch = usePatchPage();
  const follow = useTicketCommand(followTicket, { optimistic: () => patch({ following: true }) });
  const unfollow = useTicketCommand(unfollowTicket, { optimistic: () => patch({ following: false }) });
  const params = { ticketId: page.id };
  const names = page.followers.map(({ name }) => name).join("、");
  const word = page.following ? t("header.unfollow") : t("header.follow");
  return (
    <button
      type="button"
      className="bh-icon-button"
      aria-pressed={page.following}
      aria-label={word}
      title={names ? `${word} · ${t("header.followers", { names })}` : word}
      onClick={() => (page.following ? unfollow.fire({ params }) : follow.fire({ params }))}
    >
      {page.following ? <StarFilled /> : <StarOutlined />}
    </button>
  );
}
