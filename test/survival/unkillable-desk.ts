import { randomBytes, randomInt } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { io } from "socket.io-client";
import pg from "pg";
import { onTestFinished } from "vitest";
import { digestOf } from "../../src/core/staff/index.ts";
import { ABILITIES } from "../../src/domain/permission/index.ts";
import { runningEmbeddedPostgres } from "../../src/platform/embedded-postgres/index.ts";
import { newId } from "../../src/platform/ids.ts";
import { freePort } from "../support/free-port.ts";
import { startDesk, type RunningDesk } from "../support/run-cli.ts";
import { DESK_ADDRESS } from "../support/live-desk.ts";
import { mailUntilTaken, replyUntilTaken, ticketUntilTaken, type Acknowledged } from "./outside-world.ts";

const AT_ONCE = 8;
const AGENTS = 3;

/** A process of the desk: `start` is all in one. */
type Part = "start" | "web" | "worker";

export type Unkillable = {
  environment: Record<string, string>;
  token: string;
  url: string;
  smtpPort: number;
  told: Acknowledged;
  /** Replies of agents, by their text. */
  toldReplies: Acknowledged;
  /** Sends so many mails, opens so many tickets and answers each of these, each until it is acknowledged. */
  load(round: string, count: number): Promise<void>;
  /** Waits for so many acknowledgements and a moment of its own choosing. */
  after(acknowledged: number): Promise<void>;
  /** Kills a process and starts it again. */
  kill(part: Part): Promise<void>;
  /** What connected agents have heard so far, all together. */
  heard(): number;
  connectedAgents(): number;
  end(): Promise<void>;
};

/** A desk in processes of its own, with ports that stay the same over their deaths. */
export async function unkillableDesk(parts: readonly Part[], given: Record<string, string>): Promise<Unkillable> {
  const [port, smtpPort] = [await freePort(), await freePort()];
  const environment = { ...given, PORT: String(port), INBOUND_SMTP_PORT: String(smtpPort) };
  const url = `http://127.0.0.1:${port}`;
  const running = new Map<Part, RunningDesk>();
  await Promise.all(parts.map(async (part) => running.set(part, await startDesk(environment, part))));
  const token = await makeAdministrator(
    given["DATABASE_URL"] ?? runningEmbeddedPostgres(given["DATA_DIR"]!, "bihuan")!,
  );
  const told: Acknowledged = new Set();
  const toldReplies: Acknowledged = new Set();
  await makeMailbox(url, token);
  const agents = connectAgents(url, token);
  return {
    environment,
    token,
    url,
    smtpPort,
    told,
    toldReplies,
    load: async (round, count) => {
      const names = Array.from({ length: count }, (_, at) => `${round}-${at}`);
      await Promise.all([
        inTurns(names, (name) => mailUntilTaken(smtpPort, `m${name}`, told)),
        inTurns(names, async (name) => {
          const ticketId = await ticketUntilTaken({ url }, { token, told }, `t${name}`);
          await replyUntilTaken({ url }, { token, told: toldReplies }, { ticketId, name: `reply-${name}` });
        }),
      ]);
    },
    after: async (acknowledged) => {
      const until = told.size + acknowledged;
      while (told.size < until) await sleep(1);
      await sleep(randomInt(20));
    },
    kill: async (part) => {
      await running.get(part)!.end("SIGKILL");
      running.set(part, await startDesk(environment, part));
    },
    ...agents,
    end: async () => {
      for (const desk of running.values()) await desk.end("SIGTERM");
    },
  };
}

async function inTurns(names: readonly string[], work: (name: string) => Promise<void>): Promise<void> {
  let next = 0;
  const turn = async () => {
    while (next < names.length) await work(names[next++]!);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, turn));
}

/** Browsers that listen, and come back by themselves when their server is gone. */
function connectAgents(url: string, token: string): Pick<Unkillable, "heard" | "connectedAgents"> {
  let heard = 0;
  const sockets = Array.from({ length: AGENTS }, () => {
    const socket = io(url, {
      transports: ["websocket"],
      extraHeaders: { authorization: `Bearer ${token}` },
      reconnectionDelayMax: 500,
    });
    socket.on("ticket.changed", () => (heard += 1));
    // A server that starts says "busy" while its database is not there yet; the client does not ask again after that.
    socket.on("connect_error", () => void (socket.active || setTimeout(() => socket.connect(), 500)));
    return socket;
  });
  onTestFinished(() => {
    for (const socket of sockets) socket.disconnect();
  });
  return { heard: () => heard, connectedAgents: () => sockets.filter(({ connected }) => connected).length };
}

/** Answers a token of the API. */
async function makeAdministrator(databaseUrl: string): Promise<string> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const [id, token] = [newId(), `bh_${randomBytes(32).toString("base64url")}`];
  await client.query(
    "insert into staff_member (id, name, email, role) values ($1, '管理员', 'admin@desk.example', 'administrator')",
    [id],
  );
  await client.query(
    `insert into api_token (id, staff_id, name, token_digest, hint, scopes, expires_at)
     values ($1, $2, 'survival', $3, 'bh_', $4, now() + interval '1 day')`,
    [newId(), id, digestOf(token), ABILITIES],
  );
  await client.end();
  return token;
}

async function makeMailbox(url: string, token: string): Promise<void> {
  const mailbox = { name: "支持邮箱", address: DESK_ADDRESS, kind: "smtp", teamId: null, enabled: true };
  const response = await fetch(`${url}/api/v1/mailboxes`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body: JSON.stringify({ ...mailbox, trustedServers: [], imap: null, smtp: null, dkim: null }),
  });
  if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
}
