import { randomBytes } from "node:crypto";
import { createServer, type AddressInfo, type Socket } from "node:net";

/** What a mail server does to whoever connects; `greeting` is said first where there is one. */
export type BadMood =
  | { kind: "hang" | "reset" | "nonsense"; greeting?: string }
  /** Says this again and again: `everyMs` 0 is as fast as it is taken. */
  | { kind: "endless"; greeting?: string; piece: string; everyMs: number };

export type BadServer = { port: number; close(): Promise<void> };

export async function badServer(mood: BadMood): Promise<BadServer> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => undefined);
    socket.on("close", () => sockets.delete(socket));
    if (mood.greeting) socket.write(mood.greeting);
    const first = mood.greeting ? "data" : "connect";
    const begin = () => behave(socket, mood);
    if (first === "data") socket.once("data", begin);
    else begin();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    port: (server.address() as AddressInfo).port,
    close: () => {
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

function behave(socket: Socket, mood: BadMood): void {
  socket.resume();
  if (mood.kind === "reset") socket.resetAndDestroy();
  if (mood.kind === "nonsense") socket.on("data", () => socket.write(randomBytes(300)));
  if (mood.kind === "nonsense") socket.write(Buffer.concat([randomBytes(300), Buffer.from("\r\n999 what\r\n* \r\n")]));
  if (mood.kind === "endless") sendWithoutEnd(socket, mood);
}

function sendWithoutEnd(socket: Socket, { piece, everyMs }: { piece: string; everyMs: number }): void {
  const send = () => {
    if (socket.destroyed) return;
    const goesOn = socket.write(piece);
    if (everyMs > 0) setTimeout(send, everyMs);
    else if (goesOn) setImmediate(send);
    else socket.once("drain", send);
  };
  send();
}
