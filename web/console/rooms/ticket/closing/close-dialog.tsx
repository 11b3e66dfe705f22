import { Button, Modal } from "antd";
import type { JSX } from "react";
import { useTranslation } from "react-i18next";
import { closeTicket } from "../../../../../src/contract/ticket-routes.ts";
import { toast } from "../../../../ui/notice/toast-store.ts";
import { useTicketRoom } from "../ticket-context.ts";
import { useTicketCommand } from "../use-ticket-commands.ts";
import { OverrideForm } from "./override-form.tsx";
import "./closing.css";

/** Closes a solved case: the customer said yes on the phone, or a supervisor says why it closes without. REQ: CL-01 */
export function CloseDialog(): JSX.Element {
  const { t } = useTranslation("ticket");
  const { page, closePanel, openPanel } = useTicketRoom();
  const close = useTicketCommand(closeTicket, {
    onDone: () => {
      closePanel();
      toast(t("closing.closed"), { tone: "good" });
    },
  });
  const params = { ticketId: page.id };
  return (
    <Modal open title={t("closing.close_title", { number: page.number })} onCancel={closePanel} footer={null}>
      <p className="quiet">{t("closing.close_help", { customer: page.contact.name })}</p>
      <div className="close-choices">
        <Button
          type="primary"
          autoFocus
          loading={close.running}
          onClick={() => close.fire({ params, body: { confirmedByPhone: true } })}
        >
          {t("closing.by_phone")}
        </Button>
        <Button onClick={() => openPanel({ kind: "reopen" })}>{t("closing.not_solved")}</Button>
      </div>
      {page.may.override ? (
        <details className="solve-override">
          <summary>{t("closing.override_close")}</summary>
          <OverrideForm
            word={t("closing.close")}
            running={close.running}
            onGive={(overrideReason) => close.fire({ params, body: { overrideReason } })}
          />
        </details>
      ) : null}
    </Modal>
  );
}
