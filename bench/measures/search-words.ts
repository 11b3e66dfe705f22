import { COMMON_WORD, RARE_WORD } from "../fill/phrases.ts";
import { runLoad } from "../desk/run-load.ts";
import type { Effort, Measured, Stage } from "./measure.ts";

/** What people look for, and whether it stands in few tickets or in many. */
function questions(stage: Stage): { name: string; kind: "rare" | "common"; words: (index: number) => string }[] {
  const { contacts } = stage.people;
  return [
    { name: "two characters, rare", kind: "rare", words: () => RARE_WORD },
    { name: "phone number", kind: "rare", words: (index) => contacts[(index * 13) % contacts.length]!.phone },
    { name: "two characters, common", kind: "common", words: () => COMMON_WORD },
    { name: "error code, common", kind: "common", words: (index) => `E${1_000 + (index % 200)}` },
    { name: "two words, common", kind: "common", words: () => `${COMMON_WORD} 升级` },
  ];
}

/** Searches over all messages within the agent's sight, first page of twenty. */
export async function searchWords(stage: Stage, effort: Effort): Promise<Measured[]> {
  const measured: Measured[] = [];
  for (const { name, kind, words } of questions(stage)) {
    let items = 0;
    const work = async (index: number) => {
      const answer = await stage.agent.call("GET", `/api/v1/search?q=${encodeURIComponent(words(index))}`);
      if (answer.status !== 200) throw new Error(`${answer.status} ${answer.text}`);
      items = (JSON.parse(answer.text) as { items: unknown[] }).items.length;
      return answer.ms;
    };
    const load = await runLoad(work, { clients: 1, ...effort });
    measured.push({ name: `search: ${name}`, tickets: stage.tickets, figures: { clients: 1, kind, ...load, items } });
  }
  return measured;
}
