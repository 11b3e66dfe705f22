import { expect } from "vitest";
import type { BenchPeople, BenchPerson } from "../../bench/fill/desk-people.ts";
import { ask, listen, PATIENCE, type Listening, type Nodes } from "./run-nodes.ts";

/** What a browser has heard of a ticket: the number of its last event each time. */
const heardOf = ({ heard }: Listening, ticketId: string) =>
  heard.flatMap(({ event, payload }) =>
    event === "ticket.changed" && payload.ticketId === ticketId ? [payload.seq ?? 0] : [],
  );

/** A change asked of one node is heard on the other, once; who came in on one is seen on the other. */
export async function changesAndPresence({ webs }: Nodes, people: BenchPeople, ticketId: string): Promise<void> {
  const { agent, supervisor } = people;
  const { token } = agent;
  const [here, there] = [await listen(webs[0], token), await listen(webs[1], supervisor.token)];
  const note = () => ask(webs[0], "POST", `/api/v1/tickets/${ticketId}/notes`, { token, body: { html: "<p>看</p>" } });
  // The first message of a process may come before the others have heard of it.
  await expect
    .poll(async () => ((await note()).status === 201 ? heardOf(there, ticketId).length : -1), PATIENCE)
    .toBeGreaterThan(0);
  const { body } = await ask<{ events: { seq: number }[] }>(webs[0], "GET", `/api/v1/tickets/${ticketId}`, { token });
  const last = body.events.at(-1)!.seq;
  for (const one of [here, there]) await expect.poll(() => heardOf(one, ticketId), PATIENCE).toContain(last);
  const first = heardOf(there, ticketId)[0]!;
  const told = (one: Listening) => heardOf(one, ticketId).filter((seq) => seq >= first && seq <= last);
  expect(told(there).toSorted((a, b) => a - b)).toEqual(told(here).toSorted((a, b) => a - b));
  expect(new Set(told(there)).size).toBe(told(there).length);

  const place = `ticket:${ticketId}`;
  const listed = async () =>
    ((await there.socket.emitWithAck("presence.list")) as { place: string; people: { id: string; doing: string }[] }[])
      .find((one) => one.place === place)
      ?.people.map(({ id, doing }) => ({ id, doing }));
  here.socket.emit("presence.enter", { place, doing: "typing" });
  const present = () => there.heard.findLast(({ event }) => event === "presence.changed")?.payload.people;
  await expect.poll(present, PATIENCE).toEqual([expect.objectContaining({ id: agent.id, doing: "typing" })]);
  expect(await listed()).toEqual([{ id: agent.id, doing: "typing" }]);
  here.socket.disconnect();
  await expect.poll(present, PATIENCE).toEqual([]);
  expect(await listed()).toBeUndefined();
}

/** What a worker takes in is told by it to the browsers of both webs. */
export async function mailIsTold(
  nodes: Nodes,
  supervisor: BenchPerson,
  receive: () => Promise<unknown>,
): Promise<void> {
  const browsers = [await listen(nodes.webs[0], supervisor.token), await listen(nodes.webs[1], supervisor.token)];
  const opened = ({ heard }: Listening) => heard.filter(({ event }) => event === "ticket.changed").length;
  await expect
    .poll(
      async () => {
        await receive();
        return browsers.every((browser) => opened(browser) > 0);
      },
      { timeout: PATIENCE.timeout, interval: 1_000 },
    )
    .toBe(true);
}
