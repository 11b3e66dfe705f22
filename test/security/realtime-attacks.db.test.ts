import type { AddressInfo } from "node:net";
import { io, type Socket } from "socket.io-client";
import { afterAll, expect, test } from "vitest";
import { guestOf, knownTicketPlaces, roomsOfTicketPlace } from "../../src/main/assemble-desk.ts";
import { newId } from "../../src/platform/ids.ts";
import { openFanOut, openRealtime, type Realtime } from "../../src/platform/realtime/index.ts";
import type { DeskPerson } from "../support/staff-desk.ts";
import { attackedDesk, rawMail } from "./attacked-desk.ts";

let realtime: Realtime | null = null;
const desk = await attackedDesk({
  publish: (...message) => realtime?.publish(...message),
  endConnections: (staffId) => realtime?.drop(staffId),
});
const { assembled, app, people, sql } = desk;
await app.listen({ host: "127.0.0.1", port: 0 });
const fanOut = await openFanOut({ pool: desk.db.pool, redisUrl: null, onError: () => undefined });
realtime = openRealtime({
  server: app.server,
  fanOut,
  path: "/socket.io",
  admit: (headers) => guestOf(assembled.auth, headers),
  presence: {
    roomsOfPlace: (_, headers, place) => roomsOfTicketPlace(assembled, headers, place),
    knownPlaces: (headers, places) => knownTicketPlaces(assembled, headers, places),
  },
});
const sockets: Socket[] = [];
afterAll(async () => {
  for (const socket of sockets) socket.disconnect();
  await realtime?.close();
  await fanOut.close();
});

const url = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`;
const team = async (name: string) => {
  const id = newId();
  await sql("insert into team (id, name) values ($1, $2)", [id, name]);
  return id;
};
const blue = await team("蓝");
const red = await team("红");
const admin = await people.addPerson("administrator");

async function connect(person: DeskPerson) {
  const socket = io(url, { transports: ["websocket"], extraHeaders: person.headers, reconnection: false });
  sockets.push(socket);
  const heard: { event: string; payload: { ticketId?: string; place?: string; people?: { id: string }[] } }[] = [];
  socket.onAny((event, payload) => heard.push({ event, payload }));
  await new Promise<void>((resolve, reject) => {
    socket.on("connect", resolve);
    socket.on("connect_error", reject);
  });
  return { socket, heard };
}

async function ticketOf(teamId: string): Promise<string> {
  const { ticketId } = await desk.mail(rawMail({ from: `p${newId()}@victim.example` }));
  const moved = await desk.call(admin, "PUT", `/tickets/${ticketId}/assignment`, { teamId, assigneeId: null });
  expect(moved.status).toBe(204);
  return ticketId!;
}

const touch = (ticketId: string, tag: string) => desk.call(admin, "PATCH", `/tickets/${ticketId}`, { tags: [tag] });
const soon = () => new Promise((resolve) => setTimeout(resolve, 400));

test("realtime rooms after losing a team: the connection ends, the next one hears nothing", async () => {
  const agent = await people.addPerson("agent", { teamIds: [blue] });
  const ticketId = await ticketOf(blue);
  const before = await connect(agent);
  await touch(ticketId, "one");
  await expect.poll(() => before.heard.some(({ payload }) => payload.ticketId === ticketId)).toBe(true);
  const out = await desk.call(admin, "PATCH", `/people/${agent.id}`, { version: 1, teamIds: [] });
  expect(out.status).toBe(200);
  await expect.poll(() => before.socket.connected).toBe(false);
  const after = await connect(agent);
  await touch(ticketId, "two");
  await soon();
  expect(after.heard).toEqual([]);
});

test("following a ticket by oneself is no key to it: without the team it is gone from page, list, search and export", async () => {
  const agent = await people.addPerson("agent", { teamIds: [blue] });
  const ticketId = await ticketOf(blue);
  expect((await desk.call(agent, "PUT", `/tickets/${ticketId}/followers/me`)).status).toBe(204);
  const note = await desk.call(agent, "POST", `/tickets/${ticketId}/notes`, {
    html: "<p>我</p>",
    mentions: [agent.id],
  });
  expect(note.status).toBe(201);
  const page = await desk.call<{ followers: { id: string }[] }>(admin, "GET", `/tickets/${ticketId}`);
  expect(page.body.followers.map(({ id }) => id)).toEqual([agent.id]);
  await desk.call(admin, "PATCH", `/people/${agent.id}`, { version: 1, teamIds: [] });
  expect((await desk.call(agent, "GET", `/tickets/${ticketId}`)).status).toBe(404);
  for (const path of ["/tickets", `/tickets?id=${ticketId}`, "/search?q=打不开", "/drafts", "/notifications"])
    expect([path, (await desk.call(agent, "GET", path)).text.includes(ticketId)]).toEqual([path, false]);
  // Whom somebody else names sees it, also if he had followed by himself before.
  await desk.call(admin, "POST", `/tickets/${ticketId}/notes`, { html: "<p>请看</p>", mentions: [agent.id] });
  expect((await desk.call(agent, "GET", `/tickets/${ticketId}`)).status).toBe(200);
});

test("presence spying: who does not see a ticket neither enters nor hears who is there", async () => {
  const spy = await connect(await people.addPerson("agent", { teamIds: [red] }));
  const worker = await people.addPerson("agent", { teamIds: [blue] });
  const inside = await connect(worker);
  const ticketId = await ticketOf(blue);
  for (const place of [
    `ticket:${ticketId}`,
    `ticket:${ticketId.toUpperCase()}`,
    "ticket:*",
    "x".repeat(5_000),
    `place:ticket:${ticketId}`,
  ])
    spy.socket.emit("presence.enter", { place, doing: "looking" });
  spy.socket.emit("presence.enter", { place: { toString: "x" } });
  spy.socket.emit("presence.enter", null);
  await soon();
  inside.socket.emit("presence.enter", { place: `ticket:${ticketId}`, doing: "typing" });
  await expect
    .poll(() => inside.heard.find(({ event }) => event === "presence.changed")?.payload.people)
    .toEqual([expect.objectContaining({ id: worker.id })]);
  expect(spy.heard.filter(({ event }) => event === "presence.changed")).toEqual([]);
});

test("presence after losing the ticket: a sign of life by who has lost it tells him nothing and shows him no more", async () => {
  const granted = await people.addPerson("agent", { teamIds: [red] });
  const worker = await people.addPerson("agent", { teamIds: [blue] });
  const ticketId = await ticketOf(blue);
  const place = `ticket:${ticketId}`;
  await desk.call(admin, "POST", `/tickets/${ticketId}/notes`, { html: "<p>请看</p>", mentions: [granted.id] });
  const spy = await connect(granted);
  const inside = await connect(worker);
  spy.socket.emit("presence.enter", { place, doing: "looking" });
  inside.socket.emit("presence.enter", { place, doing: "looking" });
  const there = ({ heard }: typeof spy) =>
    heard.findLast(({ event }) => event === "presence.changed")?.payload.people?.map(({ id }) => id);
  for (const one of [inside, spy]) await expect.poll(() => there(one)?.length).toBe(2);
  expect((await desk.call(granted, "DELETE", `/tickets/${ticketId}/followers/me`)).status).toBe(204);
  spy.heard.length = 0;
  spy.socket.emit("presence.enter", { place, doing: "typing" });
  await soon();
  inside.socket.emit("presence.enter", { place, doing: "typing" });
  await expect.poll(() => there(inside)).toEqual([worker.id]);
  expect(spy.heard.filter(({ event }) => event === "presence.changed")).toEqual([]);
});

test("a flood of signs of life stands nobody in two places and breaks nothing", async () => {
  const agent = await people.addPerson("agent", { teamIds: [blue] });
  const [first, second] = [await ticketOf(blue), await ticketOf(blue)];
  const { socket } = await connect(agent);
  const witness = await connect(admin);
  for (let at = 0; at < 500; at++)
    socket.emit("presence.enter", { place: `ticket:${at % 2 ? first : second}`, doing: "typing" });
  await soon();
  socket.emit("presence.enter", { place: `ticket:${first}`, doing: "looking" });
  const at = (ticketId: string) =>
    witness.heard
      .findLast(({ payload }) => payload.place === `ticket:${ticketId}`)
      ?.payload.people?.map(({ id }) => id);
  await expect.poll(() => [at(first), at(second) ?? []]).toEqual([[agent.id], []]);
});
