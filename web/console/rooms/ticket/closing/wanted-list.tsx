import type { JSX } from "react";
import { useTicketRoom } from "../ticket-context.ts";
import { useDemandAction } from "../use-demand-action.ts";
import { useLocalText } from "../use-local-text.ts";

/** What the gate wants besides forms: steps, approvals, the end of a watch; each with what to do about it. */
export function WantedList(): JSX.Element {
  const local = useLocalText();
  const { page } = useTicketRoom();
  const actionOf = useDemandAction();
  return (
    <ul className="demands">
      {page.demands
        .filter(({ kind }) => kind !== "form")
        .map((demand) => {
          const action = actionOf(demand);
          return (
            <li key={`${demand.gateId}.${demand.label.en}`}>
              <span aria-hidden="true">○</span>
              <span>
                {local(demand.label)} <span className="quiet">{local(demand.todo)}</span>
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
