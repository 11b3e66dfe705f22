import { setTimeout as sleep } from "node:timers/promises";
import { io, type Socket } from "socket.io-client";
import { smtpLine } from "../desk/smtp-line.ts";
import type { Stage } from "../measures/measure.ts";
import { ticketIds } from "../measures/some-tickets.ts";

/** What is done each second, all day long: a desk of some dozens at a busy hour. */
const PER_SECOND = { inbox: 8, page: 6, search: 2, create: 2, reply: 2, note: 2, mail: 2, reconnect: 1 } as const;
type Doing = keyof typeof PER_SECOND;

const SOCKETS = 60;
const TICKETS = 400;
const BEHIND_MAX = 50;
const SECOND_MS = 1_000;
const MAILBOX = "soak@desk.example";
const FAILURES_SHOWN_MAX = 5;
/** "Come again", as a call and as a mail is told it. */
const TURNED_AWAY = /: 503 |, answered 451 /;
const REPLY = { html: "<p>请重新登录一次</p>", kind: "reply" };

/** `turnedAway`: told to come again by a desk that had too much to do, which is no failure of it. */
export type MixedLoad = { done: Record<string, number>; turnedAway: number; failed: number };

/** Calls, mails and browsers by turns, each at its own pace, until `until` (ms of `performance.now`). */
export async function mixedLoad(stage: Stage, until: number): Promise<MixedLoad> {
  const told: MixedLoad = { done: {}, turnedAway: 0, failed: 0 };
  const works = await worksOf(stage);
  await Promise.all(
    (Object.keys(PER_SECOND) as Doing[]).map(async (doing) => {
      const pause = SECOND_MS / PER_SECOND[doing];
      const underWay = new Set<Promise<void>>();
      for (let index = 0; performance.now() < until; index++) {
        await sleep(pause);
        // A desk that falls behind is not buried.
        if (underWay.size >= BEHIND_MAX) continue;
        const one = works.run[doing](index).then(
          () => void (told.done[doing] = (told.done[doing] ?? 0) + 1),
          (error: unknown) => {
            if (TURNED_AWAY.test(String(error))) {
              told.turnedAway += 1;
              return;
            }
            told.failed += 1;
            if (told.failed <= FAILURES_SHOWN_MAX) process.stderr.write(`  ${doing}: ${String(error).slice(0, 200)}\n`);
          },
        );
        underWay.add(one);
        void one.finally(() => underWay.delete(one));
      }
      await Promise.all(underWay);
    }),
  );
  works.close();
  return told;
}

async function worksOf(
  stage: Stage,
): Promise<{ run: Record<Doing, (index: number) => Promise<unknown>>; close(): void }> {
  const { agent, supervisor, people } = stage;
  const ids = await ticketIds(stage, { state: "open", count: TICKETS });
  const ticket = (index: number) => ids[(index * 17) % ids.length]!;
  const sockets: Socket[] = [];
  const connect = async (at: number) => {
    sockets[at]?.disconnect();
    sockets[at] = await browser(stage.desk.url, people.agents[at % people.agents.length]!.token);
    sockets[at].emit("presence.enter", { place: `ticket:${ticket(at)}`, doing: at % 2 ? "typing" : "looking" });
  };
  for (let at = 0; at < SOCKETS; at++) await connect(at);
  await makeMailbox(stage);
  const words = ["打印", "E1042", "结冰", "权限不足"];
  const run: Record<Doing, (index: number) => Promise<unknown>> = {
    inbox: () => agent.json("GET", "/api/v1/tickets?view=team&sort=due&limit=50"),
    page: (index) => supervisor.json("GET", `/api/v1/tickets/${ticket(index)}`),
    search: (index) => agent.json("GET", `/api/v1/search?q=${encodeURIComponent(words[index % words.length]!)}`),
    create: (index) =>
      supervisor.json("POST", "/api/v1/tickets", {
        contact: { id: people.contacts[index % people.contacts.length]!.id },
        subject: `打印机 ${index}`,
        text: `无法连接，错误码 E${1_000 + (index % 200)}`,
      }),
    reply: (index) => supervisor.json("POST", `/api/v1/tickets/${ticket(index)}/messages`, REPLY),
    note: (index) => supervisor.json("POST", `/api/v1/tickets/${ticket(index)}/notes`, { html: "<p>已核对日志</p>" }),
    mail: (index) => sendMail(stage.desk.smtpPort, index),
    reconnect: (index) => connect(index % SOCKETS),
  };
  return { run, close: () => sockets.forEach((socket) => socket.disconnect()) };
}

async function sendMail(port: number, index: number): Promise<void> {
  const line = await smtpLine(port);
  const from = `s${index}@customer.example`;
  const head = [
    `From: <${from}>`,
    `To: ${MAILBOX}`,
    `Subject: printer ${index}`,
    `Message-ID: <soak-${Date.now()}-${index}@customer.example>`,
  ];
  const body = [
    "MIME-Version: 1.0",
    "Content-Type: text/plain; charset=utf-8",
    "",
    `收银机反复自动重启，错误码 E${1_000 + (index % 200)}。`,
    "",
  ];
  try {
    await line.send(from, MAILBOX, [...head, ...body].join("\r\n"));
  } finally {
    line.close();
  }
}

const MAILBOX_KNOWN_MS = 6_000;

async function makeMailbox(stage: Stage): Promise<void> {
  await stage.database.db.pool.query(
    "insert into mailbox (id, name, address, kind, team_id) values (gen_random_uuid(), 'Soak', $1, 'smtp', $2)",
    [MAILBOX, stage.people.teamIds[0]],
  );
  // The receiver knows a new mailbox within moments.
  await sleep(MAILBOX_KNOWN_MS);
}

function browser(url: string, token: string): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const extraHeaders = { authorization: `Bearer ${token}` };
    const socket = io(url, { transports: ["websocket"], forceNew: true, reconnection: false, extraHeaders });
    socket.on("connect", () => resolve(socket));
    socket.on("connect_error", reject);
  });
}
