import { apiClient } from "../desk/api-client.ts";
import { startBenchDesk, type BenchDesk } from "../desk/bench-desk.ts";
import { cpuMeter } from "../desk/cpu-time.ts";
import { rounded } from "../desk/figures.ts";
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
 * Reads of one web node, then of two with two workers, all on the one database: lists and ticket pages by turns. What a read takes of
 * all processors, with the database and the one who asks, says how many of them the wanted rate would need.
 */
export async function severalNodes(stage: Stage, effort: Effort): Promise<Measured> {
  const start = (command: "web" | "worker") => startBenchDesk({ databaseUrl: stage.database.url, command });
  const ids = await ticketIds(stage, { count: TICKETS });
  const webs = [await start("web")];
  const one = await reads(stage, { webs, ids, effort });
  webs.push(await start("web"));
  const workers = [await start("worker"), await start("worker")];
  const two = await reads(stage, { webs, ids, effort });
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
      two_webs_cpu_ms: two.desk_cpu_ms ?? null,
      database_cpu_ms: two.database_cpu_ms ?? null,
      asking_cpu_ms: two.askingMs,
      cores_wanted: rounded((one.perSecond * NODES_TIMES * cpuOf(two)) / SECOND_MS),
      errors: one.errors + two.errors,
    },
  };
}

const cpuOf = (load: Awaited<ReturnType<typeof reads>>) =>
  (load.desk_cpu_ms ?? 0) + (load.database_cpu_ms ?? 0) + load.askingMs;

async function reads(stage: Stage, on: { webs: readonly BenchDesk[]; ids: readonly string[]; effort: Effort }) {
  const clients = on.webs.map((web) => apiClient(web.url, stage.people.agent.token));
  const work = async (index: number) => {
    const client = clients[index % clients.length]!;
    const path = index % 4 < 2 ? LIST : `/api/v1/tickets/${on.ids[(index * 17) % on.ids.length]!}`;
    const answer = await client.call("GET", path);
    if (answer.status !== 200) throw new Error(`${answer.status} ${answer.text}`);
    return answer.ms;
  };
  const meters = on.webs.map(({ pid }) => cpuMeter(pid, pid));
  const cpu = () => ({
    desk: meters.reduce((sum, meter) => sum + meter().desk, 0),
    database: on.effort.cpu?.().database ?? 0,
  });
  let asked = 0;
  let before = process.cpuUsage();
  const load = await runLoad(
    (index) => {
      if (asked++ === 0) before = process.cpuUsage();
      return work(index);
    },
    { clients: CLIENTS, ...on.effort, cpu },
  );
  const { user, system } = process.cpuUsage(before);
  for (const client of clients) client.close();
  return { ...load, askingMs: rounded((user + system) / MICROS_PER_MS / Math.max(1, asked)) };
}
