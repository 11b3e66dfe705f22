import type { JSX } from "react";
import { useTranslation } from "react-i18next";
import type { MessageShape } from "../../../../../src/contract/ticket-shapes.ts";

/** Whether the sender's domain vouches for the mail: a tick, or a warning that it may be forged. */
export function SenderMark({ message }: { message: MessageShape }): JSX.Element | null {
  const { t } = useTranslation("ticket");
  if (message.direction !== "in" || message.senderVerified === "none") return null;
  const passed = message.senderVerified === "pass";
  return (
    <span
      className={passed ? "sender-mark is-pass" : "sender-mark is-fail"}
      title={t(passed ? "sender.pass_help" : "sender.fail_help")}
    >
      {passed ? "✓" : "⚠"}
      <span className={passed ? "visually-hidden" : undefined}>{t(passed ? "sender.pass" : "sender.fail")}</span>
    </span>
  );
}
