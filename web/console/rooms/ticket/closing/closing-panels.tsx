import type { JSX } from "react";
import { useTicketRoom } from "../ticket-context.ts";
import { CloseDialog } from "./close-dialog.tsx";
import { ReopenDialog } from "./reopen-dialog.tsx";
import { SolveDrawer } from "./solve-drawer.tsx";

/** Solve, close and reopen. */
export function ClosingPanels(): JSX.Element | null {
  const { panel } = useTicketRoom();
  if (panel?.kind === "solve") return <SolveDrawer />;
  if (panel?.kind === "close") return <CloseDialog />;
  if (panel?.kind === "reopen") return <ReopenDialog />;
  return null;
}
