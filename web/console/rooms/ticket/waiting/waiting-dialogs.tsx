import type { JSX } from "react";
import { useTicketRoom } from "../ticket-context.ts";
import { AnswerDialog } from "./answer-dialog.tsx";
import { CallBackDialog } from "./call-back-dialog.tsx";
import { SupplementDialog } from "./supplement-dialog.tsx";
import { TransferDialog } from "./transfer-dialog.tsx";

export function WaitingDialogs(): JSX.Element | null {
  const { panel } = useTicketRoom();
  switch (panel?.kind) {
    case "transfer":
      return <TransferDialog />;
    case "transfer_answer":
    case "transfer_return":
      return <AnswerDialog kind={panel.kind} transferId={panel.transferId} />;
    case "supplement":
      return <SupplementDialog />;
    case "call_back":
      return <CallBackDialog />;
    default:
      return null;
  }
}
