import { useState, type JSX } from "react";
import { useTranslation } from "react-i18next";
import { RichText } from "../../../../ui/rich/rich-text.tsx";
import { useMe } from "../../../session/me.ts";
import { useTicketPage } from "../ticket-context.ts";

/** What is put under a reply when it goes out. REQ: IN-06 */
export function SignaturePreview(): JSX.Element {
  const { t } = useTranslation("ticket");
  const me = useMe();
  const page = useTicketPage();
  const [open, setOpen] = useState(false);
  const number = me.agentNumber
    ? page.language === "zh"
      ? `工号 ${me.agentNumber}`
      : `Agent no. ${me.agentNumber}`
    : "";
  return (
    <div className="signature">
      <button type="button" aria-expanded={open} onClick={() => setOpen(!open)}>
        {open ? "▾" : "▸"} {t("composer.signature")}
      </button>
      {open ? (
        <div className="signature-text">
          {me.signatureHtml ? <RichText html={me.signatureHtml} /> : null}
          <div>{[me.name, number].filter(Boolean).join(" · ")}</div>
          <div>{me.department ?? page.team?.name ?? ""}</div>
        </div>
      ) : null}
    </div>
  );
}
