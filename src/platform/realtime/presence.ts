import type { Server, Socket } from "socket.io";

export const DOINGS = ["looking", "typing"] as const;
export type Doing = (typeof DOINGS)[number];
export type Present = { id: string; name: string; doing: Doing };

export type PresenceRules = {
  /** The rooms that may know who is at a place; null when this person may not be there himself. */
  roomsOfPlace(
    guestId: string,
    headers: Record<string, string | string[] | undefined>,
    place: string,
  ): Promise<readonly string[] | null>;
};

const PLACE_CHARS_MAX = 100;
type Stay = { place: string; doing: Doing; rooms: readonly string[] };

/** Who is at a place and what they do there, told to everybody who may know of the place. */
export function servePresence(io: Server, socket: Socket, rules: PresenceRules): void {
  let stay: Stay | null = null;
  const inTurn = newestNext();
  const leave = async () => {
    if (!stay) return;
    const left = stay;
    stay = null;
    delete socket.data.doing;
    await socket.leave(roomOf(left.place));
    await tellPresent(io, left, guestOf(socket).id);
  };
  const enter = async (asked: Pick<Stay, "place" | "doing">) => {
    if (stay?.place !== asked.place) await leave();
    // Asked each time: who has lost the place meanwhile hears no more of it, by none of his signs of life.
    const rooms = await rules.roomsOfPlace(guestOf(socket).id, socket.handshake.headers, asked.place).catch(() => null);
    if (!rooms || socket.disconnected) return leave();
    stay = { ...asked, rooms };
    socket.data.doing = asked.doing;
    await socket.join(roomOf(asked.place));
    await tellPresent(io, stay);
  };
  socket.on("presence.enter", (given: unknown) => {
    const asked = readStay(given);
    if (asked) inTurn(() => enter(asked));
  });
  socket.on("presence.leave", () => inTurn(leave));
  socket.on("disconnecting", () => void leave().catch(() => undefined));
}

/** Work of one connection, one after another: of what comes meanwhile only the newest is done, and what fails is forgotten. */
function newestNext(): (work: () => Promise<void>) => void {
  let next: (() => Promise<void>) | null = null;
  let running = false;
  const run = async () => {
    running = true;
    for (let work = next; work; work = next) {
      next = null;
      await work().catch(() => undefined);
    }
    running = false;
  };
  return (work) => {
    next = work;
    if (!running) void run();
  };
}

const guestOf = (socket: Socket) => (socket.data as { guest: { id: string } }).guest;

const roomOf = (place: string) => `place:${place}`;

function readStay(given: unknown): { place: string; doing: Doing } | null {
  const { place, doing } = (given ?? {}) as { place?: unknown; doing?: unknown };
  if (typeof place !== "string" || place.length > PLACE_CHARS_MAX) return null;
  return { place, doing: doing === "typing" ? "typing" : "looking" };
}

/** @param goneId who has left: he may have lost the place, and hears no more of it */
async function tellPresent(io: Server, { place, rooms }: Stay, goneId?: string): Promise<void> {
  const sockets = await io.in(roomOf(place)).fetchSockets();
  const people = new Map<string, Present>();
  for (const { data } of sockets) {
    const { guest, doing } = data as { guest: { id: string; name: string }; doing?: Doing };
    if (!doing) continue;
    const known = people.get(guest.id);
    if (!known || doing === "typing") people.set(guest.id, { id: guest.id, name: guest.name, doing });
  }
  const gone = goneId === undefined || people.has(goneId) ? [] : [`guest:${goneId}`];
  io.to([...rooms])
    .except(gone)
    .emit("presence.changed", { place, people: [...people.values()] });
}
