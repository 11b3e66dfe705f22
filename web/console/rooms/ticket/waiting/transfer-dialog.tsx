import { Button, Modal, Select } from "antd";
import { useState, type JSX } from "react";
import { useTranslation } from "react-i18next";
import { listTransfers, sendTransfer } from "../../../../../src/contract/transfer-routes.ts";
import { useRoute } from "../../../../ui/api/use-route.ts";
import { FormFields } from "../forms/form-fields.tsx";
import { useTicketRoom } from "../ticket-context.ts";
import { useTicketCommand } from "../use-ticket-commands.ts";

/** Asks another team, with the form that the procedure wants. REQ: HA-05 */
export function TransferDialog(): JSX.Element {
  const { t } = useTranslation("ticket");
  const { page, procedure, closePanel } = useTicketRoom();
  const [teamId, setTeamId] = useState<string | null>(null);
  const list = useRoute(listTransfers, { params: { ticketId: page.id } }, { freshMs: 0 });
  const send = useTicketCommand(sendTransfer, { onDone: closePanel });
  const teams = list.data?.teams ?? [];
  const team = teams.find(({ id }) => id === teamId);
  const form = procedure?.forms.find(({ id }) => id === team?.formId);
  const params = { ticketId: page.id };
  return (
    <Modal open title={t("waiting.transfer.title", { number: page.number })} onCancel={closePanel} footer={null}>
      <div className="panel-form">
        <p className="quiet">{t("waiting.transfer.help")}</p>
        <Select
          autoFocus
          showSearch={{ optionFilterProp: "label" }}
          aria-label={t("waiting.transfer.team")}
          placeholder={t("waiting.transfer.team")}
          loading={list.isPending}
          value={teamId}
          onChange={setTeamId}
          options={teams.map(({ id, name }) => ({ value: id, label: name }))}
        />
        {team && !form ? (
          <Button
            type="primary"
            loading={send.running}
            onClick={() => send.fire({ params, body: { teamId: team.id } })}
          >
            {t("waiting.transfer.do")}
          </Button>
        ) : null}
        {team && form ? (
          <FormFields
            key={form.id}
            form={form}
            word={t("waiting.transfer.do")}
            onDone={closePanel}
            handing={{
              running: send.running,
              fire: (content) => send.fire({ params, body: { teamId: team.id, content } }),
            }}
          />
        ) : null}
      </div>
    </Modal>
  );
}
