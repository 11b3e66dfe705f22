import { Button, Checkbox, Modal } from "antd";
import { useState, type JSX } from "react";
import { useTranslation } from "react-i18next";
import { askSupplement, getSupplement } from "../../../../../src/contract/waiting-routes.ts";
import { useRoute } from "../../../../ui/api/use-route.ts";
import { readSeenSeq } from "../seen-seq.ts";
import { useTicketRoom } from "../ticket-context.ts";
import { useLocalText } from "../use-local-text.ts";
import { useTicketCommand } from "../use-ticket-commands.ts";

/** Asks the customer for what is missing, in one click: what the category wants is chosen already. REQ: IN-10 */
export function SupplementDialog(): JSX.Element {
  const { t } = useTranslation("ticket");
  const local = useLocalText();
  const { page, closePanel } = useTicketRoom();
  const standing = useRoute(getSupplement, { params: { ticketId: page.id } }, { freshMs: 0 });
  const ask = useTicketCommand(askSupplement, { onDone: closePanel });
  const [chosen, setChosen] = useState<string[] | null>(null);
  const fields = standing.data?.fields ?? [];
  const wanted = chosen ?? fields.filter(({ missing }) => missing).map(({ id }) => id);
  const send = () => ask.fire({ params: { ticketId: page.id }, body: { fields: wanted, seenSeq: readSeenSeq() } });
  return (
    <Modal
      open
      title={t("waiting.supplement.title", { customer: page.contact.name })}
      okText={t("waiting.supplement.do")}
      onCancel={closePanel}
      footer={
        <Button type="primary" autoFocus loading={ask.running} disabled={wanted.length === 0} onClick={send}>
          {t("waiting.supplement.do")}
        </Button>
      }
    >
      <p className="quiet">{t("waiting.supplement.help")}</p>
      <Checkbox.Group className="panel-choices" value={wanted} onChange={setChosen}>
        {fields.map(({ id, label, question, missing }) => (
          <Checkbox key={id} value={id}>
            {local(label)}
            {missing ? <span className="quiet"> · {t("waiting.supplement.missing")}</span> : null}
            <br />
            <span className="quiet">{question[page.language]}</span>
          </Checkbox>
        ))}
      </Checkbox.Group>
    </Modal>
  );
}
