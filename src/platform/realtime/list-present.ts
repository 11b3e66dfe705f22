import type { Server, Socket } from "socket.io";
import { peopleAt, stayOf, type Present, type PresenceRules } from "./present.ts";

const PLACES_LISTED_MAX = 200;

/** Who is where at this moment, of the places that this connection would hear of. At most PLACES_LISTED_MAX. */
export async function listPresent(
  io: Server,
  socket: Socket,
  rules: PresenceRules,
): Promise<{ place: string; people: Present[] }[]> {
  const sockets = await io.fetchSockets();
  const heard = new Set<string>();
  for (const other of sockets) {
    const stay = stayOf(other);
    if (stay && stay.rooms.some((room) => socket.rooms.has(room))) heard.add(stay.place);
  }
  // A ticket may have moved since somebody entered it.
  const places = await rules.knownPlaces(socket.handshake.headers, [...heard].slice(0, PLACES_LISTED_MAX));
  return places.map((place) => ({ place, people: peopleAt(place, sockets) }));
}
