import { apiClient } from "../desk/api-client.ts";
import { startBenchDesk, type BenchDesk } from "../desk/bench-desk.ts";
import { rounded } from "../desk/figures.ts";
import { runLoad } from "../desk/run-load.ts";
import type { Effort, Measured, Stage } from "./measure.ts";
import { ticketIds } from "./some-tickets.ts";

const CLIENTS = 16;
const TICKETS = 400;
const LIST = "/api/v1/tickets?view=team&sort=due&limit=50";

/** Reads of one web node, then of two with two workers, all on the one database: lists and ticket pages by turns. */
export async function severalNodes(stage: Stage, { seconds, rounds }: Effort): Promise<Measured> {
  const start = (command: "web" | "worker") => startBenchDesk({ databaseUrl: stage.database.url, command });
  const ids = await ticketIds(stage, { count: TICKETS });
  const webs = [await start("web")];
  const one = await reads(stage, { webs, ids, effort: { seconds, rounds } });
  webs.push(await start("web"));
  const workers = [await start("worker"), await start("worker")];
  const two = await reads(stage, { webs, ids, effort: { seconds, rounds } });
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
      errors: one.errors + two.errors,
    },
  };
}

async function reads(stage: Stage, on: { webs: readonly BenchDesk[]; ids: readonly string[]; effort: Effort }) {
  const clients = on.webs.map((web) => apiClient(web.url, stage.people.agent.token));
  const work = async (index: number) => {
    const client = clients[index % clients.length]!;
    const path = index % 4 < 2 ? LIST : `/api/v1/tickets/${on.ids[(index * 17) % on.ids.length]!}`;
    const answer = await client.call("GET", path);
    if (answer.status !== 200) throw new Error(`${answer.status} ${answer.text}`);
    return answer.ms;
  };
  const load = await runLoad(work, { clients: CLIENTS, ...on.effort });
  for (const client of clients) client.close();
  return load;
}
