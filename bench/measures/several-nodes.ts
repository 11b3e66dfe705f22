import { startBenchDesk, type BenchDesk } from "../desk/bench-desk.ts";
import { cpuMeter } from "../desk/cpu-time.ts";
import { rounded } from "../desk/figures.ts";
import { nextAddress } from "../desk/caller-address.ts";
import { linesTo } from "../desk/line-client.ts";
import { runLoad } from "../desk/run-load.ts";
import type { Effort, Measured, Stage } from "./measure.ts";
import { ticketIds } from "./some-tickets.ts";

const CLIENTS = 16;
const TICKETS = 400;
const LIST = "/api/v1/tickets?view=team&sort=due&limit=50";

/** What two nodes are to carry of what one carries. */
export const NODES_TIMES = 1.6;
const SECOND_MS = 1_000;
const MICROS_PER_MS = 1_000;

/**
 * Reads of one web node and a worker, then of two and two, all on the one database: lists and ticket pages by turns, asked by the
 * same clients. What a read takes of all processors, with the database and the one who asks, says how many of them the wanted rate
 * would need.
 */
export async function severalNodes(stage: Stage, effort: Effort): Promise<Measured> {
  const start = (command: "web" | "worker") => startBenchDesk({ databaseUrl: stage.database.url, command });
  const ids = await ticketIds(stage, { count: TICKETS });
  const webs = [await start("web")];
  const workers = [await start("worker")];
  const one = await reads(stage, { webs, workers, ids, effort });
  webs.push(await start("web"));
  workers.push(await start("worker"));
  const two = await reads(stage, { webs, workers, ids, effort });
  for (const node of [...webs, ...workers]) await node.stop();
  return {
    name: "reads of several nodes",
    tickets: stage.tickets,
    figures: {
      clients: CLIENTS,
      one_web_per_second: one.perSecond,
      one_web_p95_ms: one.p95,
      two_webs_per_second: two.perSecond,
      two_webs_p95_ms: two.p95,
      times: rounded(two.perSecond / one.perSecond),
      one_web_cpu_ms: one.cpu.webs,
      two_webs_cpu_ms: two.cpu.webs,
      database_cpu_ms: two.cpu.database,
      workers_cpu_ms: two.cpu.workers,
      asking_cpu_ms: two.cpu.asking,
      asking_share_percent: rounded((100 * two.cpu.asking) / allOf(two.cpu)),
      cores_wanted: rounded((one.perSecond * NODES_TIMES * allOf(two.cpu)) / SECOND_MS),
      errors: one.errors + two.errors,
    },
  };
}

/** CPU ms, of one read where so said. */
type Spent = { webs: number; workers: number; database: number; asking: number };

const allOf = ({ webs, workers, database, asking }: Spent) => webs + workers + database + asking;

type Nodes = { webs: readonly BenchDesk[]; workers: readonly BenchDesk[] };

async function reads(stage: Stage, on: Nodes & { ids: readonly string[]; effort: Effort }) {
  const headers = { authorization: `Bearer ${stage.people.agent.token}` };
  const urls = on.webs.map(({ url }) => url);
  const lines = linesTo(urls, headers, CLIENTS);
  const work = async (index: number) => {
    const path = index % 4 < 2 ? LIST : `/api/v1/tickets/${on.ids[(index * 17) % on.ids.length]!}`;
    return (await lines.take((line) => line.get(path, nextAddress()))).ms;
  };
  let count = 0;
  let before = spent(on);
  const load = await runLoad(
    (index) => {
      if (count++ === 0) before = spent(on);
      return work(index);
    },
    { clients: CLIENTS, seconds: on.effort.seconds, rounds: on.effort.rounds },
  );
  const after = spent(on);
  lines.close();
  const each = (kind: keyof Spent) => rounded((after[kind] - before[kind]) / Math.max(1, count));
  return {
    ...load,
    cpu: { webs: each("webs"), workers: each("workers"), database: each("database"), asking: each("asking") },
  };
}

function spent({ webs, workers, effort }: Nodes & { effort: Effort }): Spent {
  const of = (nodes: readonly BenchDesk[]) => nodes.reduce((sum, { pid }) => sum + cpuMeter(pid, pid)().desk, 0);
  const { user, system } = process.cpuUsage();
  return {
    webs: of(webs),
    workers: of(workers),
    database: effort.cpu?.().database ?? 0,
    asking: (user + system) / MICROS_PER_MS,
  };
}
