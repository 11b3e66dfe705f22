import { io, type Socket } from "socket.io-client";
import { createStore, useStore } from "../../ui/base/create-store.ts";

const REALTIME_PATH = "/socket.io";
const RECONNECT_MS_MAX = 15_000;

/** `first`: never connected yet, which is not worth a warning. */
export type Connection = "first" | "connected" | "lost";

const connection = createStore<Connection>("first");
let socket: Socket | null = null;

/** The one connection of this page, opened when first asked for. */
export function realtimeSocket(): Socket {
  if (socket) return socket;
  const opened = io({
    path: REALTIME_PATH,
    transports: ["websocket", "polling"],
    reconnectionDelayMax: RECONNECT_MS_MAX,
  });
  opened.on("connect", () => connection.set("connected"));
  opened.on("disconnect", (reason) => {
    connection.set("lost");
    // The server ended it because rights changed: come back with the rights of now.
    if (reason === "io server disconnect") setTimeout(() => opened.active || opened.connect(), 1_000);
  });
  socket = opened;
  return opened;
}

export function closeRealtime(): void {
  socket?.disconnect();
  socket = null;
  connection.set("first");
}

export const useConnection = (): Connection => useStore(connection);
