import { runLoad } from "../desk/run-load.ts";
import type { Effort, Measured, Stage } from "./measure.ts";
import { ticketIds } from "./some-tickets.ts";

const TICKETS = 500;

/** A ticket's page in its one request: conversation, clocks, trail and all; open and closed ones by turns. */
export async function ticketPage(stage: Stage, effort: Effort): Promise<Measured> {
  const open = await ticketIds(stage, { state: "open", count: TICKETS });
  const closed = await ticketIds(stage, { state: "closed", count: TICKETS });
  let bytes = 0;
  const work = async (index: number) => {
    const from = index % 2 ? open : closed;
    const answer = await stage.agent.call("GET", `/api/v1/tickets/${from[(index * 17) % from.length]!}`);
    if (answer.status !== 200) throw new Error(`${answer.status} ${answer.text}`);
    bytes = answer.text.length;
    return answer.ms;
  };
  const load = await runLoad(work, { clients: 1, ...effort });
  return { name: "ticket page", tickets: stage.tickets, figures: { clients: 1, ...load, answer_chars: bytes } };
}
