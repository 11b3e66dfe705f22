import { createAdapter } from "@socket.io/redis-streams-adapter";
import { createClient } from "redis";
import type { FanOut } from "./fan-out.ts";

const REDIS_CONNECT_TIMEOUT_MS = 5_000;
/** What waits for a Redis that is gone; what is told beyond is not told to other processes. */
const WAITING_COMMANDS_MAX = 10_000;

/** @throws when Redis cannot be reached */
export async function overRedis(url: string, onError: (error: Error) => void): Promise<FanOut> {
  const client = createClient({
    url,
    commandsQueueMaxLength: WAITING_COMMANDS_MAX,
    socket: { connectTimeout: REDIS_CONNECT_TIMEOUT_MS },
  });
  // Lost later, it is found again by itself; unhandled, its error would end the process.
  client.on("error", onError);
  await client.connect();
  return {
    adapter: createAdapter(client, { onlyPlaintext: true }),
    close: async () => {
      client.destroy();
    },
  };
}
