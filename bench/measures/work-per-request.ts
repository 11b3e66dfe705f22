import type { BenchPeople } from "../fill/desk-people.ts";
import { openDeskInside, type DeskInside } from "../desk/desk-inside.ts";
import { watchQueries, type Watched } from "../desk/watch-queries.ts";
import type { BenchDatabase } from "../desk/bench-postgres.ts";
import { COMMON_WORD, RARE_WORD } from "../fill/phrases.ts";
import type { Figures, Measured } from "./measure.ts";

type Ask = { name: string; method: "GET" | "POST"; path: string; body?: object; as: "agent" | "supervisor" };

/** A request of which the database must do the same number of steps however many rows it answers. */
export type SeenRequest = { name: string; status: number; queries: Watched[]; ways: number };

const LOOKS = 3;

/**
 * The hot requests with every statement that they send, each asked several times: what a process reads once, or does for others
 * meanwhile (a notice to the workers, a procedure read anew), stands in none or not in all of them, and the fewest are taken.
 */
export async function seeRequests(database: BenchDatabase, people: BenchPeople): Promise<SeenRequest[]> {
  const inside = await openDeskInside(database.url);
  try {
    const seen: SeenRequest[] = [];
    for (const ask of await asks(database, people)) {
      await see(inside, people, ask);
      const looks: SeenRequest[] = [];
      for (let look = 0; look < LOOKS; look += 1) looks.push(await see(inside, people, ask));
      seen.push(looks.reduce((least, each) => (each.queries.length < least.queries.length ? each : least)));
    }
    return seen;
  } finally {
    await inside.close();
  }
}

async function see(inside: DeskInside, people: BenchPeople, ask: Ask): Promise<SeenRequest> {
  const { answer, queries, ways } = await watchQueries(() =>
    inside.app.inject({
      method: ask.method,
      url: ask.path,
      headers: { authorization: `Bearer ${people[ask.as].token}` },
      ...(ask.body ? { payload: ask.body } : {}),
    }),
  );
  if (answer.statusCode > 299) throw new Error(`${ask.name}: ${answer.statusCode} ${answer.body}`);
  return { name: ask.name, status: answer.statusCode, queries, ways };
}

const LATER_MS = 24 * 60 * 60 * 1000;

async function asks({ db }: BenchDatabase, people: BenchPeople): Promise<Ask[]> {
  const ticketBy = async (order: string) => {
    const found = await db.pool.query<{ id: string }>(
      `select id from ticket where state in ('open', 'new') and team_id = any($1) order by message_count ${order}, id limit 1`,
      [people.agent.teamIds],
    );
    return found.rows[0]!.id;
  };
  const [short, long] = [await ticketBy("asc"), await ticketBy("desc")];
  const find = (words: string, limit = 20) => `/api/v1/search?limit=${limit}&q=${encodeURIComponent(words)}`;
  const contact = people.contacts[0]!;
  const opened = { contact: { id: contact.id }, subject: "打印机", text: "无法连接", acknowledge: true };
  const reply = { kind: "reply", html: "<p>您好</p>", sendAt: new Date(Date.now() + LATER_MS).toISOString() };
  return [
    { name: "list of 1", method: "GET", path: "/api/v1/tickets?view=team&sort=due&limit=1", as: "agent" },
    { name: "list of 50", method: "GET", path: "/api/v1/tickets?view=team&sort=due&limit=50", as: "agent" },
    {
      name: "list of 50 by message",
      method: "GET",
      path: "/api/v1/tickets?view=all&sort=recent&limit=50",
      as: "agent",
    },
    { name: "counts", method: "GET", path: "/api/v1/ticket-counts", as: "agent" },
    { name: "ticket, short", method: "GET", path: `/api/v1/tickets/${short}`, as: "agent" },
    { name: "ticket, long", method: "GET", path: `/api/v1/tickets/${long}`, as: "agent" },
    { name: "search of 1", method: "GET", path: find(COMMON_WORD, 1), as: "agent" },
    { name: "search of 50", method: "GET", path: find(COMMON_WORD, 50), as: "agent" },
    { name: "search, rare", method: "GET", path: find(RARE_WORD), as: "agent" },
    { name: "search, two words", method: "GET", path: find(`${COMMON_WORD} 升级`), as: "agent" },
    { name: "search, code", method: "GET", path: find("E1024"), as: "agent" },
    { name: "search, phone", method: "GET", path: find(contact.phone), as: "agent" },
    { name: "create", method: "POST", path: "/api/v1/tickets", body: opened, as: "supervisor" },
    { name: "reply", method: "POST", path: `/api/v1/tickets/${short}/messages`, body: reply, as: "supervisor" },
    {
      name: "reply on a longer ticket",
      method: "POST",
      path: `/api/v1/tickets/${long}/messages`,
      body: reply,
      as: "supervisor",
    },
  ];
}

/** Pairs of the same request over few and many rows. A search looks back in three rounds at most, however much it finds. */
const PAIRS = [
  ["list of 1", "list of 50"],
  ["ticket, short", "ticket, long"],
  ["reply", "reply on a longer ticket"],
] as const;

/** Statements of each request, and the pairs that send more of them for more rows. */
export function countWork(seen: readonly SeenRequest[], tickets: number): Measured {
  const counts = new Map(seen.map(({ name, queries }) => [name, queries.length]));
  const growing = PAIRS.filter(([few, many]) => (counts.get(many) ?? 0) > (counts.get(few) ?? 0)).map(
    ([, many]) => many,
  );
  const figures: Figures = { ...Object.fromEntries(counts), growing: growing.join(", ") };
  return { name: "statements per request", tickets, figures };
}
