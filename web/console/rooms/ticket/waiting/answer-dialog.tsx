import { Button } from "antd";
import { useState, type JSX } from "react";
import { useTranslation } from "react-i18next";
import { FormDialog } from "../../../../ui/forms/form-dialog.tsx";
import { REASON_CHARS_MAX } from "../../../../../src/contract/common.ts";
import { answerTransfer, returnTransfer } from "../../../../../src/contract/transfer-routes.ts";
import { useTicketRoom } from "../ticket-context.ts";
import { useTicketCommand } from "../use-ticket-commands.ts";
import { WordsField } from "../words-field.tsx";

const ANSWER_CHARS_MAX = 20_000;

/** The team that was asked answers, or gives it back and says what is missing. */
export function AnswerDialog(props: { kind: "transfer_answer" | "transfer_return"; transferId: string }): JSX.Element {
  const { t } = useTranslation("ticket");
  const { page, closePanel } = useTicketRoom();
  const [text, setText] = useState("");
  const answer = useTicketCommand(answerTransfer, { onDone: closePanel });
  const giveBack = useTicketCommand(returnTransfer, { onDone: closePanel });
  const params = { ticketId: page.id, transferId: props.transferId };
  const returning = props.kind === "transfer_return";
  const send = () => {
    const words = text.trim();
    if (!words || answer.running || giveBack.running) return;
    if (returning) giveBack.fire({ params, body: { reason: words } });
    else answer.fire({ params, body: { text: words } });
  };
  return (
    <FormDialog
      title={t(`waiting.${props.kind}.title`)}
      dirty={text.trim() !== ""}
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
        <WordsField
          label={t(`waiting.${props.kind}.label`)}
          rows={returning ? 3 : 8}
          charsMax={returning ? REASON_CHARS_MAX : ANSWER_CHARS_MAX}
          words={text}
          onWords={setText}
        />
        <Button type="primary" htmlType="submit" loading={answer.running || giveBack.running} disabled={!text.trim()}>
          {t(`waiting.${props.kind}.do`)}
        </Button>
      </form>
    </FormDialog>
  );
}
