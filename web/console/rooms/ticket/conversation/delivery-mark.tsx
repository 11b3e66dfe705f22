import type { JSX } from "react";
import { useTranslation } from "react-i18next";
import { sendMessageAgain } from "../../../../../src/contract/delivery-routes.ts";
import type { MessageShape } from "../../../../../src/contract/ticket-shapes.ts";
import { ownWords } from "../../../../../src/domain/text/own-words.ts";
import { usePersonSettings } from "../../../../ui/base/person-settings.ts";
import { useFormats } from "../../../../ui/i18n/use-formats.ts";
import { useNow } from "../../../../ui/time/now.ts";
import { useMe } from "../../../session/me.ts";
import { useTicketRoom } from "../ticket-context.ts";
import { useTakeBack } from "../use-take-back.ts";
import { useTicketCommand } from "../use-ticket-commands.ts";

/** What a person wrote; machines' messages are not taken back into the composer. */
const TAKEN_BACK: ReadonlySet<string> = new Set(["reply", "progress_update"]);
const COUNTDOWN_MS_MAX = 60_000;

/** What became of an outgoing message, and what can still be done about it. REQ: HA-06 */
export function DeliveryMark({ message }: { message: MessageShape }): JSX.Element | null {
  const { t } = useTranslation("ticket");
  const { language } = usePersonSettings();
  if (message.direction !== "out") return null;
  switch (message.deliveryState) {
    case "waiting":
      return <Waiting message={message} />;
    case "sending":
      return <p className="delivery">{t("delivery.sending")}</p>;
    case "sent":
      return message.refused.length > 0 ? (
        <Refused refused={message.refused} />
      ) : (
        <p className="delivery is-sent">✓ {t("delivery.sent")}</p>
      );
    case "withdrawn":
      return <p className="delivery">{t("delivery.withdrawn")}</p>;
    case "failed":
    case "bounced":
      return (
        <div className="delivery is-failed" role="alert">
          <strong>{t(`delivery.${message.deliveryState}`)}</strong>
          {message.deliveryDetail ? <span>{ownWords(message.deliveryDetail, language)}</span> : null}
          {message.deliveryState === "failed" ? <SendAgain message={message} /> : <Otherwise />}
        </div>
      );
    default:
      return null;
  }
}

/** It went out, though not to everybody. */
function Refused({ refused }: { refused: MessageShape["refused"] }): JSX.Element {
  const { t } = useTranslation("ticket");
  return (
    <div className="delivery is-failed" role="alert">
      <strong>{t("delivery.refused", { count: refused.length })}</strong>
      {refused.map(({ address, said }) => (
        <span key={address}>
          {address}
          {said ? ` · ${said}` : ""}
        </span>
      ))}
      <Otherwise />
    </div>
  );
}

function Otherwise(): JSX.Element {
  const { t } = useTranslation("ticket");
  return <span>{t("delivery.otherwise_help")}</span>;
}

/** Only a message that never left; one that was returned goes nowhere new by itself. */
function SendAgain({ message }: { message: MessageShape }): JSX.Element {
  const { t } = useTranslation("ticket");
  const { page } = useTicketRoom();
  const again = useTicketCommand(sendMessageAgain);
  if (!page.may.reply) return <Otherwise />;
  const params = { ticketId: page.id, messageId: message.id };
  return (
    <>
      <span>{t("delivery.failed_help")}</span>
      <button type="button" disabled={again.running} onClick={() => again.fire({ params })}>
        {t("delivery.send_again")}
      </button>
    </>
  );
}

function Waiting({ message }: { message: MessageShape }): JSX.Element {
  const { t } = useTranslation("ticket");
  const formats = useFormats();
  const { page } = useTicketRoom();
  const now = useNow("second");
  const takeBack = useTakeBack();
  const me = useMe();
  const mayTakeBack = message.kind === "result_notice" ? page.may.work : page.may.reply && TAKEN_BACK.has(message.kind);
  const own = mayTakeBack && (message.author.id === me.id || page.may.override);
  const sendAt = Date.parse(message.sendAt ?? message.createdAt);
  const leftMs = sendAt - now;
  const words =
    leftMs <= 0
      ? t("delivery.waiting")
      : leftMs < COUNTDOWN_MS_MAX
        ? t("delivery.in_seconds", { count: Math.ceil(leftMs / 1000) })
        : t("delivery.at", { moment: formats.dateTime(sendAt) });
  return (
    <p className="delivery tabular">
      <span>{words}</span>
      {own && leftMs > 0 ? (
        <button type="button" onClick={() => takeBack(message)}>
          {t(message.kind === "result_notice" ? "delivery.take_back_solution" : "delivery.take_back")}
        </button>
      ) : null}
    </p>
  );
}
