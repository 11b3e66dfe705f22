import { rounded } from "../desk/figures.ts";
import { runLoad } from "../desk/run-load.ts";
import type { Effort, Measured, Stage } from "./measure.ts";

const LIST = "/api/v1/tickets?view=team&sort=due&limit=50";
const COUNTS = "/api/v1/ticket-counts";

/** What the inbox asks when it opens: fifty rows with their clocks, and the counts beside the views, one after the other. */
export async function inboxPage(stage: Stage, effort: Effort, clients = 1): Promise<Measured> {
  const ask = async (path: string) => {
    const answer = await stage.agent.call("GET", path);
    if (answer.status !== 200) throw new Error(`${answer.status} ${answer.text}`);
    return answer.ms;
  };
  const options = { clients, ...effort };
  const list = await runLoad(() => ask(LIST), options);
  const counts = await runLoad(() => ask(COUNTS), options);
  const whole = await runLoad(async () => (await ask(LIST)) + (await ask(COUNTS)), options);
  return {
    name: clients === 1 ? "inbox page" : `inbox page, ${clients} clients`,
    tickets: stage.tickets,
    figures: {
      clients,
      ...whole,
      list_p50_ms: rounded(list.p50),
      list_p95_ms: rounded(list.p95),
      counts_p50_ms: rounded(counts.p50),
      counts_p95_ms: rounded(counts.p95),
    },
  };
}
