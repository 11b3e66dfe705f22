import { memo, useState, type JSX } from "react";
import { useTranslation } from "react-i18next";
import type { MessageShape } from "../../../../../src/contract/ticket-shapes.ts";
import { classNames } from "../../../../ui/base/class-names.ts";
import { Avatar } from "../../../../ui/glyphs/avatar.tsx";
import { RichText } from "../../../../ui/rich/rich-text.tsx";
import { RelativeTime } from "../../../../ui/time/relative-time.tsx";
import { useTicketRoom } from "../ticket-context.ts";
import { carriesCaseLinks, inertCaseLinks } from "./inert-case-links.ts";
import { DeliveryMark } from "./delivery-mark.tsx";
import { FileCards } from "./file-cards.tsx";
import { MessageMenu } from "./message-menu.tsx";
import { SenderMark } from "./sender-mark.tsx";

type Props = { message: MessageShape };

/** One message: who, when, to whom, what it says, its files, and what became of it. REQ: HA-06 */
export const MessageCard = memo(function MessageCard({ message }: Props): JSX.Element {
  const { t } = useTranslation("ticket");
  const { page } = useTicketRoom();
  const side = message.direction;
  const home = page.mergedFrom.find(({ id }) => id === message.homeTicketId);
  return (
    <article
      className={classNames(
        "message",
        `is-${side}`,
        message.automatic && "is-automatic",
        message.deliveryState === "withdrawn" && "is-withdrawn",
      )}
      data-message={message.id}
      tabIndex={-1}
      aria-label={t(`message.label.${side}`, { name: message.author.name })}
    >
      <header>
        <Avatar
          person={{ id: message.author.id ?? message.author.name, name: message.author.name || t("message.system") }}
          sizePx={24}
        />
        <strong className="truncate">{message.author.name || t("message.system")}</strong>
        <KindMark message={message} />
        <SenderMark message={message} />
        {home ? <span className="message-mark">{t("message.from_merged", { number: home.number })}</span> : null}
        <span className="message-gap" />
        <RelativeTime at={message.createdAt} />
        <MessageMenu message={message} />
      </header>
      {message.deliveryState === "withdrawn" ? null : (
        <>
          <Recipients message={message} />
          {message.unreadable ? <Unreadable message={message} /> : <MessageBody message={message} />}
          <Quotation message={message} />
          <FileCards files={message.attachments} shownInText={message.html ?? ""} />
        </>
      )}
      <DeliveryMark message={message} />
    </article>
  );
});

/** What kind of message it is, where it is not a plain one. */
export function KindMark({ message }: Props): JSX.Element | null {
  const { t } = useTranslation("ticket");
  if (message.direction === "note") return <span className="message-mark is-note">{t("message.note")}</span>;
  if (message.automatic && message.direction === "in")
    return <span className="message-mark">{t("message.automatic")}</span>;
  const kinds = ["progress_update", "acknowledgement", "result_notice", "survey", "reminder"] as const;
  const kind = kinds.find((each) => each === message.kind);
  return kind ? <span className="message-mark">{t(`message.kind.${kind}`)}</span> : null;
}

function Recipients({ message: { direction, to, cc, fromAddress } }: Props): JSX.Element | null {
  const { t } = useTranslation("ticket");
  if (direction === "note" || (to.length === 0 && cc.length === 0)) return null;
  const words = [
    direction === "in" && fromAddress ? fromAddress : "",
    to.length > 0 ? t("message.to", { to: to.join(", ") }) : "",
    cc.length > 0 ? t("message.cc", { cc: cc.join(", ") }) : "",
  ]
    .filter(Boolean)
    .join(" · ");
  return (
    <div className="message-recipients truncate" title={words}>
      {words}
    </div>
  );
}

function MessageBody({ message }: Props): JSX.Element {
  const shown = carriesCaseLinks(message.kind) ? inertCaseLinks : (text: string) => text;
  if (message.html) return <RichText html={shown(message.html)} hasRemoteImages={message.hasRemoteImages} />;
  return <p className="message-text">{shown(message.text)}</p>;
}

function Unreadable({ message }: Props): JSX.Element {
  const { t } = useTranslation("ticket");
  return (
    <div className="message-unreadable">
      <strong>{t("message.unreadable")}</strong>
      <p>{t("message.unreadable_help")}</p>
      {message.text ? <p className="message-text">{message.text}</p> : null}
      {message.rawMailUrl ? (
        <a href={message.rawMailUrl} download>
          {t("message.raw")}
        </a>
      ) : null}
    </div>
  );
}

/** What the mail repeats of earlier ones; folded, because it stands above already. */
function Quotation({ message: { quotedHtml, quotedText } }: Props): JSX.Element | null {
  const { t } = useTranslation("ticket");
  const [open, setOpen] = useState(false);
  if (!quotedHtml && !quotedText) return null;
  return (
    <div className="message-quote">
      <button type="button" aria-expanded={open} title={t("message.quotation")} onClick={() => setOpen(!open)}>
        ••• {open ? t("message.hide_quotation") : t("message.quotation")}
      </button>
      {open ? (
        <div className="message-quoted">
          {quotedHtml ? (
            <RichText html={quotedHtml} hasRemoteImages={quotedHtml.includes("data-remote-src")} />
          ) : (
            <p className="message-text">{quotedText}</p>
          )}
        </div>
      ) : null}
    </div>
  );
}
