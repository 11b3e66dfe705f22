import { Button } from "antd";
import { useState, type JSX } from "react";
import { useTranslation } from "react-i18next";
import { FormDialog } from "../../../../ui/forms/form-dialog.tsx";
import { reopenTicket } from "../../../../../src/contract/ticket-routes.ts";
import { useTicketRoom } from "../ticket-context.ts";
import { useTicketCommand } from "../use-ticket-commands.ts";
import { WordsField } from "../words-field.tsx";

export function ReopenDialog(): JSX.Element {
  const { t } = useTranslation("ticket");
  const { page, closePanel } = useTicketRoom();
  const [reason, setReason] = useState("");
  const reopen = useTicketCommand(reopenTicket, { onDone: closePanel });
  const send = () => {
    const words = reason.trim();
    if (words && !reopen.running) reopen.fire({ params: { ticketId: page.id }, body: { reason: words } });
  };
  return (
    <FormDialog
      title={t("closing.reopen_title", { number: page.number })}
      dirty={reason.trim() !== ""}
      onSave={send}
      onClose={closePanel}
      footer={null}
    >
      <form
        className="panel-form"
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
      >
        <WordsField label={t("closing.reopen_reason")} rows={3} words={reason} onWords={setReason} />
        <Button type="primary" htmlType="submit" loading={reopen.running} disabled={!reason.trim()}>
          {t("closing.reopen")}
        </Button>
      </form>
    </FormDialog>
  );
}
