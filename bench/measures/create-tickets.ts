import { nextAddress } from "../desk/caller-address.ts";
import { linesTo } from "../desk/line-client.ts";
import { runLoad } from "../desk/run-load.ts";
import { caseSubject, caseText } from "../yardsticks/case-words.ts";
import type { Effort, Measured, Stage } from "./measure.ts";

const CLIENTS = 16;

/**
 * Tickets opened over `/api/v1` by so many clients: permission, priority rules, promises, events, search and jobs
 * included, the first message too. With `acknowledge` the customer is also answered by mail.
 */
export async function createTickets(
  stage: Stage,
  effort: Effort,
  given: { acknowledge: boolean; clients?: number },
): Promise<Measured> {
  const { contacts, supervisor } = stage.people;
  const clients = given.clients ?? CLIENTS;
  const lines = linesTo([stage.desk.url], { authorization: `Bearer ${supervisor.token}` }, clients);
  const work = async (index: number) => {
    const contact = contacts[(index * 7_919) % contacts.length]!;
    const opened = {
      contact: { id: contact.id },
      subject: caseSubject(index),
      text: caseText(index),
      kind: "fault",
      acknowledge: given.acknowledge,
    };
    return (await lines.take((line) => line.post("/api/v1/tickets", nextAddress(), opened))).ms;
  };
  const load = await runLoad(work, { clients, ...effort });
  lines.close();
  const name = given.acknowledge ? "create ticket, acknowledged by mail" : "create ticket";
  return { name, tickets: stage.tickets, figures: { clients, ...load } };
}
