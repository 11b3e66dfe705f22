import type { Server, Socket } from "socket.io";
import { newestNext } from "./in-order.ts";
import { listPresent } from "./list-present.ts";
import type { Doing, PresenceRules, Stay } from "./present.ts";
import { presenceTeller } from "./tell-present.ts";

const PLACE_CHARS_MAX = 100;

/** Who is at a place and what they do there, told to everybody who may know of the place. */
export function servePresence(io: Server, rules: PresenceRules): (socket: Socket) => void {
  const tell = presenceTeller(io);
  return (socket) => {
    follow(socket, rules, tell);
    const inTurn = newestNext();
    socket.on("presence.list", (answer: unknown) => {
      if (typeof answer === "function") inTurn(async () => answer(await listPresent(io, socket, rules)));
    });
  };
}

function follow(socket: Socket, rules: PresenceRules, tell: ReturnType<typeof presenceTeller>): void {
  let stay: Stay | null = null;
  const inTurn = newestNext();
  const leave = async () => {
    if (!stay) return;
    const left = stay;
    stay = null;
    delete socket.data.stay;
    await socket.leave(roomOf(left.place));
    await tell(left, guestOf(socket).id);
  };
  const enter = async (asked: Pick<Stay, "place" | "doing">) => {
    if (stay?.place !== asked.place) await leave();
    // Asked each time: who has lost the place meanwhile hears no more of it, by none of his signs of life.
    const rooms = await rules.roomsOfPlace(guestOf(socket).id, socket.handshake.headers, asked.place).catch(() => null);
    if (!rooms || socket.disconnected) return leave();
    stay = { ...asked, rooms };
    socket.data.stay = stay;
    await socket.join(roomOf(asked.place));
    await tell(stay);
  };
  socket.on("presence.enter", (given: unknown) => {
    const asked = readStay(given);
    if (asked) inTurn(() => enter(asked));
  });
  socket.on("presence.leave", () => inTurn(leave));
  socket.on("disconnecting", () => void leave().catch(() => undefined));
}

const guestOf = (socket: Socket) => (socket.data as { guest: { id: string } }).guest;

const roomOf = (place: string) => `place:${place}`;

function readStay(given: unknown): { place: string; doing: Doing } | null {
  const { place, doing } = (given ?? {}) as { place?: unknown; doing?: unknown };
  if (typeof place !== "string" || place.length > PLACE_CHARS_MAX) return null;
  return { place, doing: doing === "typing" ? "typing" : "looking" };
}
