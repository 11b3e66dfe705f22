import type { Server } from "socket.io";

/** How the processes of a desk tell each other's browsers: over Redis where there is one, else over PostgreSQL. */
export type FanOut = { adapter: Parameters<Server["adapter"]>[0]; close(): Promise<void> };
