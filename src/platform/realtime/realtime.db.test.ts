import { execFileSync, spawn } from "node:child_process";
import { createServer } from "node:http";
import { connect, type AddressInfo } from "node:net";
import { io, type Socket } from "socket.io-client";
import { afterAll, expect, test } from "vitest";
import { freePort } from "../../../test/support/free-port.ts";
import { testDatabase } from "../../../test/support/test-database.ts";
import { openFanOut, openPublisher, openRealtime, type Guest, type Realtime } from "./index.ts";

const { db } = await testDatabase();
const closers: (() => unknown)[] = [];
afterAll(async () => {
  for (const close of closers.toReversed()) await close();
});

const GUESTS: Record<string, Guest> = {
  ann: { id: "ann", name: "安", rooms: ["tickets"] },
  bo: { id: "bo", name: "博", rooms: ["team:blue"] },
};

const TOLD = 300;
type Told = { place?: string; people?: object[] };

type Door = { realtime: Realtime; url: string; rights: Record<string, Guest> };

async function openDoor(redisUrl: string | null): Promise<Door> {
  const server = createServer();
  const rights = { ...GUESTS };
  const fanOut = await openFanOut({ pool: db.pool, redisUrl, onError: () => undefined });
  const realtime = openRealtime({
    server,
    fanOut,
    path: "/socket.io",
    admit: async (headers) => rights[String(headers["x-guest"])] ?? null,
    presence: {
      roomsOfPlace: async (guestId, _, place) => (guestId === "bo" && place === "hidden" ? null : ["tickets"]),
      knownPlaces: async (_, places) => places,
    },
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closers.push(
    () => fanOut.close(),
    () => realtime.close(),
  );
  return { realtime, rights, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

type Heard = { event: string; payload: unknown }[];

async function enter(door: Door, guest: string): Promise<{ socket: Socket; heard: Heard }> {
  const socket = io(door.url, { transports: ["websocket"], extraHeaders: { "x-guest": guest }, reconnection: false });
  closers.push(() => socket.disconnect());
  const heard: Heard = [];
  socket.onAny((event: string, payload: unknown) => heard.push({ event, payload }));
  await new Promise<void>((resolve, reject) => {
    socket.on("connect", resolve);
    socket.on("connect_error", reject);
  });
  return { socket, heard };
}

async function acrossProcesses(redisUrl: string | null): Promise<void> {
  const [first, second] = [await openDoor(redisUrl), await openDoor(redisUrl)];
  const ann = await enter(first, "ann");
  const bo = await enter(second, "bo");
  const fanOut = await openFanOut({ pool: db.pool, redisUrl, onError: () => undefined });
  const worker = openPublisher(fanOut);
  closers.push(
    () => fanOut.close(),
    () => worker.close(),
  );
  // The first message of a process may come before the others have heard of it.
  await expect
    .poll(
      () => {
        worker.publish(["tickets"], "ticket.changed", { ticketId: "t1" });
        return ann.heard.length;
      },
      { interval: 200 },
    )
    .toBeGreaterThan(0);
  expect(bo.heard).toEqual([]);
  second.realtime.publish(["team:blue", "tickets"], "ticket.changed", { ticketId: "t2" });
  const told = { event: "ticket.changed", payload: { ticketId: "t2" } };
  await expect.poll(() => bo.heard).toEqual([told]);
  await expect.poll(() => ann.heard).toContainEqual(told);
  first.realtime.drop("bo");
  await expect.poll(() => bo.socket.connected).toBe(false);
}

test("a change reaches those who may hear of it, on every process, by way of PostgreSQL", () => acrossProcesses(null));

test("and by way of Redis", async (context) => {
  const server = redisServer();
  if (!server) return context.skip("redis-server is not installed on this machine");
  const port = await freePort();
  const redis = spawn(server, ["--port", String(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"], {
    stdio: "ignore",
  });
  closers.unshift(() => redis.kill());
  await expect.poll(() => listens(port)).toBe(true);
  await acrossProcesses(`redis://127.0.0.1:${port}`);
});

test("a stranger does not get in", async () => {
  const door = await openDoor(null);
  await expect(enter(door, "nobody")).rejects.toThrow("sign_in_needed");
});

test("what one process tells is heard in the order in which it was told, here and elsewhere", async () => {
  const [first, second] = [await openDoor(null), await openDoor(null)];
  const [near, far] = [await enter(first, "ann"), await enter(second, "ann")];
  await expect
    .poll(() => (first.realtime.publish(["tickets"], "told", { at: -1 }), far.heard.length))
    .toBeGreaterThan(0);
  // Every tenth is too large for one notice of PostgreSQL.
  for (let at = 0; at < TOLD; at++)
    first.realtime.publish(["tickets"], "told", { at, text: at % 10 ? "" : "x".repeat(9_000) });
  const heardBy = ({ heard }: { heard: Heard }) =>
    heard.map(({ payload }) => payload as { at: number; text: string }).filter(({ at }) => at >= 0);
  await expect.poll(() => heardBy(far).length).toBe(TOLD);
  await expect.poll(() => heardBy(near).map(({ at }) => at)).toEqual(Array.from({ length: TOLD }, (_, at) => at));
  const small = heardBy(far).filter(({ text }) => text === "");
  expect(small.map(({ at }) => at)).toEqual(small.map(({ at }) => at).toSorted((a, b) => a - b));
});

test("who comes into the inbox is told who is where already, of the places that he may know", async () => {
  const door = await openDoor(null);
  const ann = await enter(door, "ann");
  const bo = await enter(door, "bo");
  const listed = async (guest: { socket: Socket }) =>
    (await guest.socket.timeout(20_000).emitWithAck("presence.list")) as { place: string; people: object[] }[];
  expect(await listed(ann)).toEqual([]);
  bo.socket.emit("presence.enter", { place: "ticket:7", doing: "typing" });
  await expect.poll(async () => (await listed(ann)).map(({ place }) => place)).toEqual(["ticket:7"]);
  expect((await listed(ann))[0]?.people).toEqual([{ id: "bo", name: "博", doing: "typing" }]);
  // The place is told to "tickets"; bo has no seat there.
  expect(await listed(bo)).toEqual([]);
  bo.socket.emit("presence.leave");
  await expect.poll(() => listed(ann)).toEqual([]);
});

test("who looks and who types is told; a place that one may not see is not entered", async () => {
  const door = await openDoor(null);
  const ann = await enter(door, "ann");
  const bo = await enter(door, "bo");
  const present = () => {
    const told = ann.heard.filter(({ event }) => event === "presence.changed").map(({ payload }) => payload as Told);
    // The test before may still be told of: its processes and these share the database.
    const { place, people } = told.findLast((one) => one.place !== "ticket:7") ?? {};
    return { place, people };
  };
  bo.socket.emit("presence.enter", { place: "ticket:1", doing: "looking" });
  await expect.poll(present).toEqual({ place: "ticket:1", people: [{ id: "bo", name: "博", doing: "looking" }] });
  bo.socket.emit("presence.enter", { place: "ticket:1", doing: "typing" });
  await expect.poll(present).toEqual({ place: "ticket:1", people: [{ id: "bo", name: "博", doing: "typing" }] });
  bo.socket.emit("presence.enter", { place: "hidden", doing: "looking" });
  await expect.poll(present).toEqual({ place: "ticket:1", people: [] });
  bo.socket.emit("presence.enter", { place: "ticket:2", doing: "looking" });
  await expect.poll(present).toMatchObject({ place: "ticket:2", people: [{ id: "bo" }] });
  bo.socket.disconnect();
  await expect.poll(present).toEqual({ place: "ticket:2", people: [] });
});

function redisServer(): string | null {
  try {
    return execFileSync("which", ["redis-server"], { encoding: "utf8" }).trim();
  } catch {
    return null;
  }
}

const listens = (port: number) =>
  new Promise<boolean>((resolve) => {
    const socket = connect(port, "127.0.0.1");
    socket.on("connect", () => (socket.destroy(), resolve(true)));
    socket.on("error", () => resolve(false));
  });
