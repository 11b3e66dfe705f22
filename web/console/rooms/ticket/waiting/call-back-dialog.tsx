import { Button, Input } from "antd";
import { useState, type JSX } from "react";
import { useTranslation } from "react-i18next";
import { dropCallBack, finishCallBack, planCallBack } from "../../../../../src/contract/waiting-routes.ts";
import { MomentField } from "../../../../ui/time/moment-field.tsx";
import { serverNow } from "../../../../ui/time/now.ts";
import { FormDialog } from "../../../../ui/forms/form-dialog.tsx";
import { isSaveKey } from "../../../../ui/forms/leave-form.ts";
import { useTicketRoom } from "../ticket-context.ts";
import { useTicketCommand } from "../use-ticket-commands.ts";
import { openAsks } from "./open-asks.ts";

/** Plans a call to the customer; once there is one, tells what he said, or that there will be none. REQ: CL-07 */
export function CallBackDialog(): JSX.Element {
  const { t } = useTranslation("ticket");
  const { page, closePanel } = useTicketRoom();
  const planned = openAsks(page).callBack;
  const [said, setSaid] = useState("");
  return (
    <FormDialog
      title={t("waiting.call_back.title", { customer: page.contact.name })}
      dirty={said.trim() !== ""}
      onClose={closePanel}
      footer={null}
    >
      <div className="panel-form">
        {planned ? <Report text={said} onText={setSaid} /> : null}
        <Plan begins={!planned} />
      </div>
    </FormDialog>
  );
}

function Report({ text, onText }: { text: string; onText: (text: string) => void }): JSX.Element {
  const { t } = useTranslation("ticket");
  const { page, closePanel } = useTicketRoom();
  const finish = useTicketCommand(finishCallBack, { onDone: closePanel });
  const drop = useTicketCommand(dropCallBack, { onDone: closePanel });
  const params = { ticketId: page.id };
  const words = text.trim();
  const done = () => {
    if (words && !finish.running) finish.fire({ params, body: { text: words } });
  };
  return (
    <>
      <label>
        {t("waiting.call_back.said")}
        <Input.TextArea
          autoFocus
          rows={5}
          maxLength={2_000}
          value={text}
          onChange={(event) => onText(event.target.value)}
          onKeyDown={(event) => {
            if (isSaveKey(event)) done();
          }}
        />
      </label>
      <Button type="primary" loading={finish.running} disabled={!words} onClick={done}>
        {t("waiting.call_back.done")}
      </Button>
      <Button loading={drop.running} disabled={!words} onClick={() => drop.fire({ params, body: { reason: words } })}>
        {t("waiting.call_back.drop")}
      </Button>
    </>
  );
}

function Plan({ begins }: { begins: boolean }): JSX.Element {
  const { t } = useTranslation("ticket");
  const { page, closePanel } = useTicketRoom();
  const [at, setAt] = useState<number | null>(null);
  const plan = useTicketCommand(planCallBack, { onDone: closePanel });
  const isAhead = at !== null && at > serverNow();
  return (
    <>
      <label>
        {t("waiting.call_back.when")}
        <MomentField autoFocus={begins} ahead value={at} onChange={setAt} />
      </label>
      <Button
        loading={plan.running}
        disabled={!isAhead}
        onClick={() =>
          at && plan.fire({ params: { ticketId: page.id }, body: { plannedFor: new Date(at).toISOString() } })
        }
      >
        {t("waiting.call_back.do")}
      </Button>
    </>
  );
}
