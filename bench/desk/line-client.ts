import { connect, type Socket } from "node:net";

/**
 * One kept-alive connection with one question under way at a time; answers the bytes of a body and the ms it took. `from`: the
 * address that a reverse proxy would name.
 */
export type LineClient = {
  get(path: string, from: string): Promise<Answered>;
  /** Sends JSON, to be answered 201. */
  post(path: string, from: string, body: object): Promise<Answered>;
  close(): void;
};
type Answered = { bytes: number; ms: number };

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
  const ask = async (head: string, body: string, status: string) => {
    if (socket.destroyed) throw new Error("the connection ended");
    const started = performance.now();
    socket.write(`${head}\r\n${body}`);
    return { bytes: await answered(socket, status), ms: performance.now() - started };
  };
  const headOf = (method: string, path: string, from: string) =>
    `${method} ${path} HTTP/1.1\r\n${fixed}x-forwarded-for: ${from}\r\n`;
  return {
    get: (path, from) => ask(headOf("GET", path, from), "", "200"),
    post: (path, from, body) => {
      const text = JSON.stringify(body);
      const about = `content-type: application/json\r\ncontent-length: ${Buffer.byteLength(text)}\r\n`;
      return ask(`${headOf("POST", path, from)}${about}`, text, "201");
    },
    close: () => socket.destroy(),
  };
}

export type Lines = { take<T>(work: (line: LineClient) => Promise<T>): Promise<T>; close(): void };

/** So many connections, given out by turns to whoever has a question. */
export function linesTo(urls: readonly string[], headers: Record<string, string>, count: number): Lines {
  const lines = Array.from({ length: count }, (_, at) => lineClient(urls[at % urls.length]!, headers));
  const free = [...lines];
  return {
    take: async (work) => {
      const line = free.pop();
      if (!line) throw new Error("more ask at once than there are connections");
      try {
        return await work(line);
      } finally {
        free.unshift(line);
      }
    },
    close: () => {
      for (const line of lines) line.close();
    },
  };
}

/** The bytes of the next answer's body. @throws Error when it has another status or says no length */
function answered(socket: Socket, expected: string): Promise<number> {
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
        if (status !== expected || length === undefined) return end(new Error(head.slice(0, 500)));
        bytes = left = Number(length);
        body -= at + HEAD_END.length - before;
      }
      left -= body;
      if (left <= 0) end(left < 0 ? new Error("more came than was asked for") : null);
    };
    socket.on("data", onData).on("error", onError).on("close", onClose);
  });
}
