import { useEffect, type JSX } from "react";
import { useTranslation } from "react-i18next";
import {
  acceptTransfer,
  listTransfers,
  withdrawTransfer,
  type TransferShape,
} from "../../../../../src/contract/transfer-routes.ts";
import { receiveSupplement } from "../../../../../src/contract/waiting-routes.ts";
import { isOpenTransfer, type Handshakes } from "../../../../../src/domain/ticket/handshakes.ts";
import { useRoute } from "../../../../ui/api/use-route.ts";
import { useFormats } from "../../../../ui/i18n/use-formats.ts";
import { useTicketRoom } from "../ticket-context.ts";
import { nameOf } from "../use-names.ts";
import { useTicketCommand } from "../use-ticket-commands.ts";

/** Whom the ticket waits for, and what can be done about it: one line each. REQ: HA-05, IN-10, CL-07 */
export function WaitingRows({ asks }: { asks: Handshakes }): JSX.Element {
  const { page } = useTicketRoom();
  const list = useRoute(listTransfers, { params: { ticketId: page.id } }, { freshMs: 0 });
  const { refetch } = list;
  // What others did to a transfer is an event of the ticket.
  useEffect(() => void refetch(), [refetch, page.seq]);
  const open = (list.data?.items ?? []).filter(isOpenTransfer);
  return (
    <>
      {open.map((transfer) => (
        <TransferRow key={transfer.id} transfer={transfer} />
      ))}
      {asks.supplement ? <SupplementRow missing={asks.supplement.missing} /> : null}
      {asks.callBack ? <CallBackRow {...asks.callBack} /> : null}
    </>
  );
}

function TransferRow({ transfer }: { transfer: TransferShape }): JSX.Element {
  const { t } = useTranslation("ticket");
  const formats = useFormats();
  const { page, openPanel } = useTicketRoom();
  const accept = useTicketCommand(acceptTransfer);
  const withdraw = useTicketCommand(withdrawTransfer);
  const params = { ticketId: page.id, transferId: transfer.id };
  const stand = transfer.state === "accepted" ? "accepted" : "sent";
  const words = { team: transfer.team.name, moment: formats.dateTime(transfer.sentAt) };
  return (
    <div className="ticket-banner" role="status">
      <span>{t(`waiting.transfer.${stand}`, words)}</span>
      <span className="banner-gap" />
      {transfer.mine && transfer.state === "sent" ? (
        <button type="button" className="bh-button" onClick={() => accept.fire({ params })}>
          {t("waiting.transfer.accept")}
        </button>
      ) : null}
      {transfer.mine ? (
        <>
          <button
            type="button"
            className="bh-button"
            onClick={() => openPanel({ kind: "transfer_answer", transferId: transfer.id })}
          >
            {t("waiting.transfer.answer")}
          </button>
          <button
            type="button"
            className="bh-button"
            onClick={() => openPanel({ kind: "transfer_return", transferId: transfer.id })}
          >
            {t("waiting.transfer.return")}
          </button>
        </>
      ) : null}
      {page.may.work ? (
        <button type="button" className="bh-button" onClick={() => withdraw.fire({ params, body: {} })}>
          {t("waiting.transfer.withdraw")}
        </button>
      ) : null}
    </div>
  );
}

function SupplementRow({ missing }: { missing: readonly string[] }): JSX.Element {
  const { t } = useTranslation("ticket");
  const formats = useFormats();
  const { page } = useTicketRoom();
  const received = useTicketCommand(receiveSupplement);
  return (
    <div className="ticket-banner" role="status">
      <span>{t("waiting.supplement.asked", { missing: formats.list(missing) })}</span>
      <span className="banner-gap" />
      {page.may.work ? (
        <button
          type="button"
          className="bh-button"
          title={t("waiting.supplement.received_help")}
          onClick={() => received.fire({ params: { ticketId: page.id } })}
        >
          {t("waiting.supplement.received")}
        </button>
      ) : null}
    </div>
  );
}

function CallBackRow({ plannedFor, ownerId }: { plannedFor: number; ownerId: string }): JSX.Element {
  const { t } = useTranslation("ticket");
  const formats = useFormats();
  const { page, openPanel } = useTicketRoom();
  return (
    <div className="ticket-banner" role="status">
      <span>
        {t("waiting.call_back.planned", { moment: formats.dateTime(plannedFor), name: nameOf(page, ownerId) })}
      </span>
      <span className="banner-gap" />
      {page.may.work ? (
        <button type="button" className="bh-button" onClick={() => openPanel({ kind: "call_back" })}>
          {t("waiting.call_back.report")}
        </button>
      ) : null}
    </div>
  );
}
