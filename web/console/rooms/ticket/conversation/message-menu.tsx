import { MoreOutlined } from "@ant-design/icons";
import { Dropdown, type MenuProps } from "antd";
import type { JSX } from "react";
import { useTranslation } from "react-i18next";
import type { MessageShape } from "../../../../../src/contract/ticket-shapes.ts";
import { chosen } from "../../../../ui/base/chosen.ts";
import { toast } from "../../../../ui/notice/toast-store.ts";
import { useTicketRoom } from "../ticket-context.ts";

/** What can be done with one message. */
export function MessageMenu({ message }: { message: MessageShape }): JSX.Element {
  const { t } = useTranslation("ticket");
  const { page, openPanel } = useTicketRoom();
  const copy = (text: string) => {
    void navigator.clipboard?.writeText(text);
    toast(t("header.copied"), { tone: "good" });
  };
  const items: NonNullable<MenuProps["items"]> = [
    { key: "copy", label: t("message.copy_text"), onClick: () => copy(message.text) },
    {
      key: "copy-link",
      label: t("message.copy_link"),
      onClick: () => copy(`${location.origin}/inbox/${page.id}#message-${message.id}`),
    },
    ...(page.may.work && !page.mergedInto && message.direction === "in"
      ? [
          {
            key: "split",
            label: t("split.open"),
            onClick: chosen(() => openPanel({ kind: "split", messageId: message.id })),
          },
        ]
      : []),
    ...(message.rawMailUrl
      ? [
          {
            key: "raw",
            label: (
              <a href={message.rawMailUrl} download>
                {t("message.raw")}
              </a>
            ),
          },
        ]
      : []),
  ];
  return (
    <Dropdown menu={{ items }} trigger={["click"]} placement="bottomRight">
      <button type="button" className="bh-icon-button message-more" aria-label={t("message.more")}>
        <MoreOutlined />
      </button>
    </Dropdown>
  );
}
