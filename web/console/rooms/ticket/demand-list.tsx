import type { JSX } from "react";
import type { TicketPage } from "../../../../src/contract/ticket-shapes.ts";
import { useDemandAction } from "./use-demand-action.ts";
import { useLocalText } from "./use-local-text.ts";

type Demand = TicketPage["demands"][number];

/** What a gate still wants, each with the button that does it. `toldFully`: what to do stands beside it in words. */
export function DemandList(given: { demands: readonly Demand[]; mayAct: boolean; toldFully: boolean }): JSX.Element {
  const local = useLocalText();
  const actionOf = useDemandAction();
  return (
    <ul className="demands">
      {given.demands.map((demand) => {
        const action = given.mayAct ? actionOf(demand) : null;
        const todo = local(demand.todo);
        return (
          <li key={`${demand.gateId}.${demand.label.en}`}>
            <span aria-hidden="true">○</span>
            <span title={given.toldFully ? undefined : todo}>
              {local(demand.label)}
              {given.toldFully ? <span className="quiet"> {todo}</span> : null}
            </span>
            {action ? (
              <button type="button" className="bh-button" onClick={action.run}>
                {action.word}
              </button>
            ) : null}
          </li>
        );
      })}
    </ul>
  );
}
