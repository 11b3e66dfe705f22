import { nextAddress } from "../desk/caller-address.ts";
import { linesTo } from "../desk/line-client.ts";
import { runLoad } from "../desk/run-load.ts";
import { caseText } from "../yardsticks/case-words.ts";
import type { Effort, Measured, Stage } from "./measure.ts";
import { ticketIds } from "./some-tickets.ts";

const CLIENTS = 16;
const TICKETS = 400;
/** Nothing is mailed while the bench runs: replies leave in a day. */
const LATER_MS = 24 * 60 * 60 * 1000;

/** Replies of staff to open tickets, spread over many of them, as an agent writes them: state and clocks follow. */
export async function addReplies(stage: Stage, effort: Effort): Promise<Measured> {
  const ids = await ticketIds(stage, { state: "open", count: TICKETS });
  const sendAt = new Date(Date.now() + LATER_MS).toISOString();
  const lines = linesTo([stage.desk.url], { authorization: `Bearer ${stage.people.supervisor.token}` }, CLIENTS);
  const work = async (index: number) => {
    const path = `/api/v1/tickets/${ids[(index * 31) % ids.length]!}/messages`;
    const reply = { kind: "reply", html: `<p>${caseText(index)}</p>`, sendAt };
    return (await lines.take((line) => line.post(path, nextAddress(), reply))).ms;
  };
  const load = await runLoad(work, { clients: CLIENTS, ...effort });
  lines.close();
  return { name: "add reply", tickets: stage.tickets, figures: { clients: CLIENTS, ...load } };
}
