import { Button, DatePicker, Input, Modal } from "antd";
import type { Dayjs } from "dayjs";
import { useState, type JSX } from "react";
import { useTranslation } from "react-i18next";
import { dropCallBack, finishCallBack, planCallBack } from "../../../../../src/contract/waiting-routes.ts";
import { serverNow } from "../../../../ui/time/now.ts";
import { useTicketRoom } from "../ticket-context.ts";
import { useTicketCommand } from "../use-ticket-commands.ts";
import { openAsks } from "./open-asks.ts";

/** Plans a call to the customer; once there is one, tells what he said, or that there will be none. REQ: CL-07 */
export function CallBackDialog(): JSX.Element {
  const { t } = useTranslation("ticket");
  const { page, closePanel } = useTicketRoom();
  const planned = openAsks(page).callBack;
  return (
    <Modal
      open
      title={t("waiting.call_back.title", { customer: page.contact.name })}
      onCancel={closePanel}
      footer={null}
    >
      <div className="panel-form">
        {planned ? <Report /> : null}
        <Plan />
      </div>
    </Modal>
  );
}

function Report(): JSX.Element {
  const { t } = useTranslation("ticket");
  const { page, closePanel } = useTicketRoom();
  const [text, setText] = useState("");
  const finish = useTicketCommand(finishCallBack, { onDone: closePanel });
  const drop = useTicketCommand(dropCallBack, { onDone: closePanel });
  const params = { ticketId: page.id };
  const words = text.trim();
  return (
    <>
      <label>
        {t("waiting.call_back.said")}
        <Input.TextArea
          autoFocus
          rows={5}
          maxLength={2_000}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      </label>
      <Button
        type="primary"
        loading={finish.running}
        disabled={!words}
        onClick={() => finish.fire({ params, body: { text: words } })}
      >
        {t("waiting.call_back.done")}
      </Button>
      <Button loading={drop.running} disabled={!words} onClick={() => drop.fire({ params, body: { reason: words } })}>
        {t("waiting.call_back.drop")}
      </Button>
    </>
  );
}

function Plan(): JSX.Element {
  const { t } = useTranslation("ticket");
  const { page, closePanel } = useTicketRoom();
  const [at, setAt] = useState<Dayjs | null>(null);
  const plan = useTicketCommand(planCallBack, { onDone: closePanel });
  const isAhead = at !== null && at.valueOf() > serverNow();
  return (
    <>
      <label>
        {t("waiting.call_back.when")}
        <DatePicker
          showTime={{ format: "HH:mm" }}
          format="YYYY-MM-DD HH:mm"
          value={at}
          onChange={setAt}
          disabledDate={(day) => day.isBefore(new Date(serverNow()), "day")}
        />
      </label>
      <Button
        loading={plan.running}
        disabled={!isAhead}
        onClick={() =>
          at && plan.fire({ params: { ticketId: page.id }, body: { plannedFor: at.toDate().toISOString() } })
        }
      >
        {t("waiting.call_back.do")}
      </Button>
    </>
  );
}
