import { Agent, request } from "node:http";
import { nextAddress } from "./caller-address.ts";

export type ApiAnswer = { status: number; text: string; ms: number };
export type ApiClient = {
  call(method: string, path: string, body?: object): Promise<ApiAnswer>;
  /** The answer's JSON. @throws Error with the answer when it is not 2xx */
  json<T>(method: string, path: string, body?: object): Promise<T>;
  close(): void;
};

const SOCKETS_MAX = 64;

/** Calls the desk over kept-alive connections, as programs behind a reverse proxy do. */
export function apiClient(url: string, token: string): ApiClient {
  const { hostname, port } = new URL(url);
  const agent = new Agent({ keepAlive: true, maxSockets: SOCKETS_MAX });
  const call: ApiClient["call"] = (method, path, body) =>
    new Promise((resolve, reject) => {
      const payload = body === undefined ? undefined : Buffer.from(JSON.stringify(body));
      const headers = {
        authorization: `Bearer ${token}`,
        "x-forwarded-for": nextAddress(),
        ...(payload ? { "content-type": "application/json", "content-length": payload.length } : {}),
      };
      const started = performance.now();
      const sent = request({ hostname, port, agent, method, path, headers }, (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.on("error", reject);
        response.on("end", () => {
          const ms = performance.now() - started;
          resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString("utf8"), ms });
        });
      });
      sent.on("error", reject);
      sent.end(payload);
    });
  return {
    call,
    json: async <T>(method: string, path: string, body?: object) => {
      const answer = await call(method, path, body);
      if (answer.status < 200 || answer.status > 299)
        throw new Error(`${method} ${path}: ${answer.status} ${answer.text}`);
      return (answer.text === "" ? null : JSON.parse(answer.text)) as T;
    },
    close: () => agent.destroy(),
  };
}
