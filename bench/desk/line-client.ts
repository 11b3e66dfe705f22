import { connect, type Socket } from "node:net";

/**
 * One kept-alive connection with one question under way at a time; answers the bytes of a body and the ms it took. `from`: the
 * address that a reverse proxy would name.
 */
export type LineClient = { get(path: string, from: string): Promise<{ bytes: number; ms: number }>; close(): void };

const HEAD_END = "\r\n\r\n";
const STATUS = /^HTTP\/1\.1 (\d{3})/;
const LENGTH = /\r\ncontent-length: (\d+)/i;

/**
 * Asks as cheaply as can be, so that who measures does not take the processor from what is measured: of an answer the status and the
 * length are read, the rest is counted.
 */
export function lineClient(url: string, headers: Record<string, string>): LineClient {
  const { hostname, port } = new URL(url);
  const socket = connect({ host: hostname, port: Number(port), noDelay: true });
  socket.on("error", () => undefined);
  const fixed = Object.entries({ host: `${hostname}:${port}`, ...headers })
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join("");
  return {
    get: async (path, from) => {
      if (socket.destroyed) throw new Error("the connection ended");
      const started = performance.now();
      socket.write(`GET ${path} HTTP/1.1\r\n${fixed}x-forwarded-for: ${from}\r\n\r\n`);
      return { bytes: await answered(socket), ms: performance.now() - started };
    },
    close: () => socket.destroy(),
  };
}

/** The bytes of the next answer's body. @throws Error when it is not 200 or says no length */
function answered(socket: Socket): Promise<number> {
  return new Promise((resolve, reject) => {
    let head = "";
    let bytes = 0;
    let left = -1;
    const end = (failure: Error | null) => {
      socket.off("data", onData).off("error", onError).off("close", onClose);
      if (failure) reject(failure);
      else resolve(bytes);
    };
    const onError = (error: Error) => end(error);
    const onClose = () => end(new Error("the connection ended"));
    const onData = (chunk: Buffer) => {
      let body = chunk.length;
      if (left < 0) {
        const before = head.length;
        head += chunk.toString("latin1");
        const at = head.indexOf(HEAD_END);
        if (at < 0) return;
        const [, status] = STATUS.exec(head) ?? [];
        const [, length] = LENGTH.exec(head.slice(0, at)) ?? [];
        if (status !== "200" || length === undefined) return end(new Error(head.slice(0, 500)));
        bytes = left = Number(length);
        body -= at + HEAD_END.length - before;
      }
      left -= body;
      if (left <= 0) end(left < 0 ? new Error("more came than was asked for") : null);
    };
    socket.on("data", onData).on("error", onError).on("close", onClose);
  });
}
