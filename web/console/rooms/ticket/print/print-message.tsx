import type { JSX } from "react";
import { useTranslation } from "react-i18next";
import type { MessageShape } from "../../../../../src/contract/ticket-shapes.ts";
import { classNames } from "../../../../ui/base/class-names.ts";
import { useFormats } from "../../../../ui/i18n/use-formats.ts";
import { RichText } from "../../../../ui/rich/rich-text.tsx";
import { KindMark } from "../conversation/message-card.tsx";
import { carriesCaseLinks, inertCaseLinks } from "../conversation/inert-case-links.ts";

type Props = { message: MessageShape; withQuotation: boolean };

const PICTURE = /^image\/(png|jpe?g|gif|webp|bmp)$/;

/** A message with everything in the open: whole addresses, the moment in full, names of files, pictures. */
export function PrintMessage({ message, withQuotation }: Props): JSX.Element {
  const { t } = useTranslation("ticket");
  const formats = useFormats();
  const { direction, to, cc, fromAddress, author, quotedText } = message;
  const lines = [
    direction === "in" ? fromAddress : "",
    to.length > 0 ? t("message.to", { to: to.join(", ") }) : "",
    cc.length > 0 ? t("message.cc", { cc: cc.join(", ") }) : "",
  ].filter(Boolean);
  return (
    <section className={classNames("print-message", `is-${direction}`)}>
      <header>
        <strong>{author.name || t("message.system")}</strong>
        {direction === "note" ? <span className="print-internal">{t("print.internal_note")}</span> : null}
        {direction === "note" ? null : <KindMark message={message} />}
        <Delivery message={message} />
        <time className="tabular">{formats.full(message.createdAt)}</time>
      </header>
      {direction !== "note" && lines.length > 0 ? <p className="print-addresses">{lines.join(" · ")}</p> : null}
      {message.deliveryState === "withdrawn" ? null : <Body message={message} />}
      {quotedText && withQuotation ? <blockquote>{quotedText}</blockquote> : null}
      {quotedText && !withQuotation ? <p className="print-quiet">{t("print.quotation_left_out")}</p> : null}
      <Files message={message} />
    </section>
  );
}

function Body({ message }: { message: MessageShape }): JSX.Element {
  const shown = carriesCaseLinks(message.kind) ? inertCaseLinks : (text: string) => text;
  if (message.html && !message.unreadable) return <RichText html={shown(message.html)} />;
  return <p className="message-text">{shown(message.text)}</p>;
}

/** What went out says nothing; what did not, does. */
function Delivery({ message }: { message: MessageShape }): JSX.Element | null {
  const { t } = useTranslation("ticket");
  const formats = useFormats();
  const { deliveryState: state, sendAt, createdAt, refused } = message;
  if (message.direction !== "out") return null;
  if (state === "waiting")
    return (
      <span className="print-internal">{t("delivery.at", { moment: formats.dateTime(sendAt ?? createdAt) })}</span>
    );
  if (state === "withdrawn" || state === "failed" || state === "bounced" || state === "sending")
    return <span className="print-internal">{t(`delivery.${state}`)}</span>;
  if (refused.length === 0) return null;
  return <span className="print-internal">{t("delivery.refused", { count: refused.length })}</span>;
}

function Files({ message }: { message: MessageShape }): JSX.Element | null {
  const { t } = useTranslation("ticket");
  const formats = useFormats();
  const files = message.attachments.filter(({ inline, url }) => !(inline && (message.html ?? "").includes(url)));
  if (files.length === 0 || message.deliveryState === "withdrawn") return null;
  const named = files.map(({ name, sizeBytes }) => `${name} (${formats.bytes(sizeBytes)})`);
  return (
    <div className="print-files">
      <p>{t("print.files", { files: formats.list(named) })}</p>
      {files
        .filter(({ mediaType }) => PICTURE.test(mediaType))
        .map(({ id, url, name }) => (
          <img key={id} src={url} alt={name} />
        ))}
    </div>
  );
}
