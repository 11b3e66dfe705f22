import { lazy, Suspense, useMemo, type JSX } from "react";
import { isOpenTransfer } from "../../../../../src/domain/ticket/handshakes.ts";
import { useTicketRoom } from "../ticket-context.ts";
import { openAsks } from "./open-asks.ts";

const Dialogs = lazy(async () => {
  const loaded = await import("./waiting-dialogs.tsx");
  return { default: loaded.WaitingDialogs };
});
const Rows = lazy(async () => {
  const loaded = await import("./waiting-rows.tsx");
  return { default: loaded.WaitingRows };
});

const KINDS = new Set(["transfer", "transfer_answer", "transfer_return", "supplement", "call_back"]);

/** Asking another team, the customer, or for a call: loaded when it is wanted. */
export function WaitingPanels(): JSX.Element | null {
  const { panel } = useTicketRoom();
  if (!panel || !KINDS.has(panel.kind)) return null;
  return (
    <Suspense fallback={null}>
      <Dialogs />
    </Suspense>
  );
}

/** What the ticket waits for; nothing while it waits for nobody. */
export function WaitingBanner(): JSX.Element | null {
  const { page } = useTicketRoom();
  const asks = useMemo(() => openAsks(page), [page]);
  const waits = Object.values(asks.transfers).some(isOpenTransfer) || asks.supplement || asks.callBack;
  if (!waits) return null;
  return (
    <Suspense fallback={null}>
      <Rows asks={asks} />
    </Suspense>
  );
}
