import type { JSX } from "react";
import { DemandList } from "../demand-list.tsx";
import { useTicketRoom } from "../ticket-context.ts";

/** What the gate wants besides forms: steps, approvals, the end of a watch; each with what to do about it. */
export function WantedList(): JSX.Element {
  const { page } = useTicketRoom();
  return <DemandList demands={page.demands.filter(({ kind }) => kind !== "form")} mayAct toldFully />;
}
