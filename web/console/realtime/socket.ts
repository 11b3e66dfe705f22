import type { Socket } from "socket.io-client";
import { createStore, useStore } from "../../ui/base/create-store.ts";
import { afterFirstView } from "../../ui/base/first-view.ts";
import { online } from "../../ui/base/online.ts";

const REALTIME_PATH = "/socket.io";
const RECONNECT_MS_MAX = 15_000;

/** `first`: never connected yet, which is not worth a warning. */
export type Connection = "first" | "connected" | "lost";

type Hear = Parameters<Socket["on"]>[1];

/** What this page uses of a connection; it may be held before the connection's script is here. */
export type RealtimeSocket = {
  readonly connected: boolean;
  on(event: string, hear: Hear): void;
  off(event: string, hear: Hear): void;
  /** Goes nowhere before the first connection: who tells something tells it again at `connect`. */
  emit(event: string, ...given: unknown[]): void;
  close(): void;
};

const connection = createStore<Connection>("first");
let socket: RealtimeSocket | null = null;

/** The one connection of this page, opened when first asked for. */
export function realtimeSocket(): RealtimeSocket {
  socket ??= openLater();
  return socket;
}

/** Its script is fetched once the first page stands. */
function openLater(): RealtimeSocket {
  const waiting = new Map<Hear, string>();
  let opened: Socket | null = null;
  let closed = false;
  const later: RealtimeSocket = {
    get connected() {
      return opened?.connected ?? false;
    },
    on: (event, hear) => void (opened ? opened.on(event, hear) : waiting.set(hear, event)),
    off: (event, hear) => void (opened ? opened.off(event, hear) : waiting.delete(hear)),
    emit: (event, ...given) => void opened?.emit(event, ...given),
    close: () => {
      closed = true;
      opened?.disconnect();
    },
  };
  const open = async () => {
    await afterFirstView();
    await online();
    const { io } = await import("socket.io-client");
    if (closed) return;
    opened = connect(io);
    for (const [hear, event] of waiting) opened.on(event, hear);
  };
  // A page that is renewed under the reader loads anew; until then it does without.
  open().catch(() => connection.set("lost"));
  return later;
}

function connect(io: typeof import("socket.io-client").io): Socket {
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
  return opened;
}

export function closeRealtime(): void {
  socket?.close();
  socket = null;
  connection.set("first");
}

export const useConnection = (): Connection => useStore(connection);
