import type { Server as HttpServer } from "node:http";
import { Server, type Socket } from "socket.io";
import type { FanOut } from "./fan-out.ts";
import { servePresence } from "./presence.ts";
import type { PresenceRules } from "./present.ts";

const PAYLOAD_BYTES_MAX = 16 * 1024;
const PING_INTERVAL_MS = 20_000;
const REVIEW_INTERVAL_MS = 60_000;
const ROOMS_MAX = 500;

export type Publish = (rooms: readonly string[], event: string, payload: object) => void;

/** A connected person: a name for presence, and the rooms that permission gives. */
export type Guest = { id: string; name: string; rooms: readonly string[] };

export type Realtime = {
  publish: Publish;
  /** Ends a person's connections, on every node: the browser comes back with the rights it has now. */
  drop(guestId: string): void;
  close(): Promise<void>;
};

export type RealtimeOptions = {
  server: HttpServer;
  fanOut: FanOut;
  path: string;
  admit(headers: Record<string, string | string[] | undefined>): Promise<Guest | null>;
  presence: PresenceRules;
};

/** Opens the websocket door. Rooms are given by permission at connecting, never asked for by the browser. */
export function openRealtime(options: RealtimeOptions): Realtime {
  const io = new Server(options.server, {
    path: options.path,
    serveClient: false,
    maxHttpBufferSize: PAYLOAD_BYTES_MAX,
    pingInterval: PING_INTERVAL_MS,
  });
  io.adapter(options.fanOut.adapter);
  io.use((socket, next) => {
    options.admit(socket.handshake.headers).then(
      (guest) => (guest ? next(seat(socket, guest)) : next(new Error("sign_in_needed"))),
      () => next(new Error("busy")),
    );
  });
  const present = servePresence(io, options.presence);
  io.on("connection", (socket) => {
    const review = setInterval(() => void stillAdmitted(socket, options), REVIEW_INTERVAL_MS);
    socket.on("disconnect", () => clearInterval(review));
    present(socket);
  });
  return { ...tellingBy(io), close: () => io.close() };
}

/** Tells browsers that are connected to other processes; for a worker without a web door. */
export function openPublisher(fanOut: FanOut): Realtime {
  const io = new Server();
  io.adapter(fanOut.adapter);
  return {
    ...tellingBy(io),
    // Without a door there is no engine that io.close() could close.
    close: async () => {
      await io.of("/").adapter.close();
    },
  };
}

const tellingBy = (io: Server): Pick<Realtime, "publish" | "drop"> => ({
  publish: (rooms, event, payload) => void io.to([...rooms]).emit(event, payload),
  drop: (guestId) => io.in(`guest:${guestId}`).disconnectSockets(true),
});

function seat(socket: Socket, guest: Guest): undefined {
  socket.data = { guest };
  void socket.join([`guest:${guest.id}`, ...guest.rooms.slice(0, ROOMS_MAX)]);
}

/** A revoked session or a changed role ends the connection within a minute, whatever else is missed. */
async function stillAdmitted(socket: Socket, options: RealtimeOptions): Promise<void> {
  const before = (socket.data as { guest: Guest }).guest;
  const now = await options.admit(socket.handshake.headers).catch(() => before);
  if (!now || now.rooms.join() !== before.rooms.join()) socket.disconnect(true);
}
