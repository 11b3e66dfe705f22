import { connect, createServer, type Server, type Socket } from "node:net";
import { freePort } from "../support/free-port.ts";

/** A way to the database that can be made bad. */
export type DatabaseProxy = {
  /** The same database, by way of the proxy. */
  url: string;
  /** How late everything comes, in both directions; 0 is at once. */
  delay(milliseconds: number): void;
  /** Swallows everything and says nothing, connections stay open; `thaw` lets it all through. */
  freeze(): void;
  thaw(): void;
  /** Breaks every connection, as a server does that crashes. */
  cut(): void;
  /** Breaks every connection, and nobody listens any more until `open`. */
  refuse(): Promise<void>;
  open(): Promise<void>;
  close(): Promise<void>;
};

type State = { delayMs: number; isFrozen: boolean; sockets: Set<Socket> };

export async function databaseProxy(databaseUrl: string): Promise<DatabaseProxy> {
  const target = new URL(databaseUrl);
  const state: State = { delayMs: 0, isFrozen: false, sockets: new Set() };
  const port = await freePort();
  let server = await listen(target, state, port);
  const cut = () => {
    for (const socket of state.sockets) socket.destroy();
  };
  const refuse = async () => {
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    cut();
    await closed;
  };
  const hold = (isFrozen: boolean) => () => {
    state.isFrozen = isFrozen;
    for (const socket of state.sockets) if (isFrozen) socket.pause();
    for (const socket of state.sockets) if (!isFrozen) socket.resume();
  };
  const through = new URL(databaseUrl);
  through.hostname = "127.0.0.1";
  through.port = String(port);
  return {
    url: through.href,
    delay: (milliseconds) => {
      state.delayMs = milliseconds;
    },
    freeze: hold(true),
    thaw: hold(false),
    cut,
    refuse,
    open: async () => {
      server = await listen(target, state, port);
    },
    close: () => (server.listening ? refuse() : Promise.resolve()),
  };
}

function listen(target: URL, state: State, port: number): Promise<Server> {
  const server = createServer((near) => {
    const far = connect(Number(target.port || 5432), target.hostname);
    pipe(near, far, state);
    pipe(far, near, state);
  });
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => resolve(server));
  });
}

/** In order, each piece late by the delay that held when it came. */
function pipe(from: Socket, to: Socket, state: State): void {
  state.sockets.add(from);
  from.setNoDelay(true);
  if (state.isFrozen) from.pause();
  let last = Promise.resolve();
  from.on("data", (piece) => {
    if (state.delayMs === 0) return void last.then(() => to.write(piece));
    const due = new Promise<void>((resolve) => setTimeout(resolve, state.delayMs));
    last = last.then(() => due).then(() => void (to.destroyed || to.write(piece)));
  });
  from.on("error", () => undefined);
  from.on("close", () => {
    state.sockets.delete(from);
    to.destroy();
  });
}
