import { Modal } from "antd";
import type { JSX } from "react";
import { useTranslation } from "react-i18next";
import { RelativeTime } from "../../../../ui/time/relative-time.tsx";
import { useTicketPage } from "../ticket-context.ts";

type Props = { since: number; onSendAnyway: (seq: number) => void; onBack: () => void };

/** Something came in while the reply was written: shown before it is asked again. REQ: HA-06 */
export function UnseenDialog({ since, onSendAnyway, onBack }: Props): JSX.Element {
  const { t } = useTranslation("ticket");
  const page = useTicketPage();
  const newIds = page.events
    .filter(({ seq, type }) => seq > since && (type === "customer_message" || type === "message_sent"))
    .map(({ body }) => body["messageId"]);
  const arrived = page.messages.filter(({ id }) => newIds.includes(id));
  return (
    <Modal
      open
      title={t("unseen.title")}
      okText={t("unseen.send_anyway")}
      cancelText={t("unseen.back")}
      cancelButtonProps={{ autoFocus: true }}
      onOk={() => onSendAnyway(page.seq)}
      onCancel={onBack}
    >
      <p className="quiet">{t("unseen.help")}</p>
      <ul className="unseen">
        {arrived.map((message) => (
          <li key={message.id}>
            <strong>{message.author.name}</strong> <RelativeTime at={message.createdAt} />
            <p className="message-text">{message.text}</p>
          </li>
        ))}
      </ul>
    </Modal>
  );
}
