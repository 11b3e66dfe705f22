import { setTimeout as sleep } from "node:timers/promises";
import { io, type Socket } from "socket.io-client";
import type { CpuMeter } from "../desk/cpu-time.ts";
import { rounded, timesOf } from "../desk/figures.ts";
import type { Measured, Stage } from "./measure.ts";
import { ticketIds } from "./some-tickets.ts";

const SOCKETS = 500;
const CHANGES_PER_SECOND = 50;
const TICKETS = 2_000;
const CONNECT_AT_ONCE = 25;
const LAST_WAIT_MS = 1_000;

/**
 * Agents' screens hear of changes: from the moment at which one sends his change to the moment at which each other screen
 * that may see the ticket has it.
 */
export async function realtimeChanges(stage: Stage, seconds: number, cpu: CpuMeter): Promise<Measured> {
  const sentAt = new Map<string, number>();
  const samples: number[] = [];
  const hear = ({ ticketId }: { ticketId: string }) => {
    const sent = sentAt.get(ticketId);
    if (sent !== undefined) samples.push(performance.now() - sent);
  };
  const sockets = await connectAll(stage, hear);
  const ids = await ticketIds(stage, { state: "open", count: TICKETS });
  const waiting: Promise<void>[] = [];
  let failed = 0;
  const before = cpu();
  const started = performance.now();
  for (let index = 0; index < seconds * CHANGES_PER_SECOND; index++) {
    await sleep(Math.max(0, started + (index * 1_000) / CHANGES_PER_SECOND - performance.now()));
    waiting.push(
      changeOne(stage, ids[index % ids.length]!, index, sentAt).catch(() => {
        failed += 1;
      }),
    );
  }
  await Promise.all(waiting);
  const took = (performance.now() - started) / 1_000;
  await sleep(LAST_WAIT_MS);
  const after = cpu();
  for (const socket of sockets) socket.disconnect();
  const changes = seconds * CHANGES_PER_SECOND;
  return {
    name: "change to another screen",
    tickets: stage.tickets,
    figures: {
      sockets: sockets.length,
      changes_per_second: Math.round(changes / took),
      failed,
      heard: samples.length,
      ...timesOf(samples),
      desk_cpu_ms: rounded((after.desk - before.desk) / changes),
      database_cpu_ms: rounded((after.database - before.database) / changes),
    },
  };
}

/** Notes: every one is a change, whatever state the ticket is in. */
async function changeOne(stage: Stage, id: string, index: number, sentAt: Map<string, number>): Promise<void> {
  sentAt.set(id, performance.now());
  const answer = await stage.supervisor.call("POST", `/api/v1/tickets/${id}/notes`, { html: `<p>备注 ${index}</p>` });
  if (answer.status > 299) throw new Error(answer.text);
}

async function connectAll(stage: Stage, hear: (change: { ticketId: string }) => void): Promise<Socket[]> {
  const sockets: Socket[] = [];
  const { agents } = stage.people;
  while (sockets.length < SOCKETS) {
    const opening = Array.from({ length: Math.min(CONNECT_AT_ONCE, SOCKETS - sockets.length) }, (_, at) =>
      connect(stage.desk.url, agents[(sockets.length + at) % agents.length]!.token),
    );
    for (const socket of await Promise.all(opening)) {
      socket.on("ticket.changed", hear);
      sockets.push(socket);
    }
  }
  return sockets;
}

function connect(url: string, token: string): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = io(url, {
      transports: ["websocket"],
      forceNew: true,
      reconnection: false,
      extraHeaders: { authorization: `Bearer ${token}` },
    });
    socket.on("connect", () => resolve(socket));
    socket.on("connect_error", reject);
  });
}
