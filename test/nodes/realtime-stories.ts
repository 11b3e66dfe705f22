import { expect } from "vitest";
import type { BenchPeople, BenchPerson } from "../../bench/fill/desk-people.ts";
import { ask, listen, PATIENCE, type Listening, type Nodes } from "./run-nodes.ts";

const heardOf = ({ heard }: Listening, ticketId: string) =>
  heard.filter(({ event, payload }) => event === "ticket.changed" && payload.ticketId === ticketId).length;

/** A change asked of one node is heard on the other, once; who came in on one is seen on the other. */
export async function changesAndPresence({ webs }: Nodes, people: BenchPeople, ticketId: string): Promise<void> {
  const { agent, supervisor } = people;
  const { token } = agent;
  const [here, there] = [await listen(webs[0], token), await listen(webs[1], supervisor.token)];
  const note = () => ask(webs[0], "POST", `/api/v1/tickets/${ticketId}/notes`, { token, body: { html: "<p>看</p>" } });
  // The first message of a process may come before the others have heard of it.
  await expect
    .poll(async () => ((await note()).status === 201 ? heardOf(there, ticketId) : -1), PATIENCE)
    .toBeGreaterThan(0);
  await expect.poll(() => heardOf(there, ticketId) === heardOf(here, ticketId), PATIENCE).toBe(true);
  const before = heardOf(there, ticketId);
  expect((await note()).status).toBe(201);
  await expect.poll(() => heardOf(there, ticketId), PATIENCE).toBe(before + 1);
  expect(heardOf(here, ticketId)).toBe(before + 1);

  const place = `ticket:${ticketId}`;
  const listed = async () =>
    ((await there.socket.emitWithAck("presence.list")) as { place: string; people: { id: string; doing: string }[] }[])
      .find((one) => one.place === place)
      ?.people.map(({ id, doing }) => ({ id, doing }));
  here.socket.emit("presence.enter", { place, doing: "typing" });
  const told = () => there.heard.findLast(({ event }) => event === "presence.changed")?.payload.people;
  await expect.poll(told, PATIENCE).toEqual([expect.objectContaining({ id: agent.id, doing: "typing" })]);
  expect(await listed()).toEqual([{ id: agent.id, doing: "typing" }]);
  here.socket.disconnect();
  await expect.poll(told, PATIENCE).toEqual([]);
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
