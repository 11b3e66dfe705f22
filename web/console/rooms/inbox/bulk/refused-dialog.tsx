import { Modal } from "antd";
import type { JSX } from "react";
import { useTranslation } from "react-i18next";
import { ticketLabel } from "../../../../../src/domain/channel/ticket-label.ts";
import type { TicketRow } from "../../../../../src/contract/ticket-shapes.ts";
import { ProblemLine } from "../problem-line.tsx";
import type { BulkOutcome } from "./run-bulk.ts";

type Props = { outcome: BulkOutcome; rows: readonly TicketRow[]; onRetry: () => void; onClose: () => void };

/** What was not changed, each with its reason; they stay chosen. */
export function RefusedDialog({ outcome, rows, onRetry, onClose }: Props): JSX.Element {
  const { t } = useTranslation(["inbox", "common", "ui"]);
  const { refused, left, error } = outcome;
  return (
    <Modal
      open
      title={t("bulk.refused", { count: refused.length + left.length })}
      okText={t("ui:error.retry")}
      cancelText={t("common:action.close")}
      onOk={onRetry}
      onCancel={onClose}
      width={520}
    >
      <ProblemLine error={error} />
      {left.length > 0 ? <p>{t("bulk.left", { count: left.length })}</p> : null}
      <ul className="refused-list" tabIndex={0} aria-label={t("bulk.refused", { count: refused.length })}>
        {refused.map(({ ticketId, number, detail }) => (
          <li key={ticketId}>
            <span className="truncate">
              {number === null ? "" : `${ticketLabel(number)} `}
              {rows.find(({ id }) => id === ticketId)?.subject}
            </span>
            <span>{detail}</span>
          </li>
        ))}
      </ul>
    </Modal>
  );
}
