import type pg from "pg";

/** Longer than any statement may run: who is silent for so long is not there any more. */
const ANSWER_MS_MAX = 40_000;
/** A migration or a backup runs as long as it runs. */
const LIFTS_THE_BOUND = /^set (local )?statement_timeout = 0/i;

type Query = (...given: unknown[]) => unknown;
/** pg keeps its socket there; its types leave it out. */
type Wired = pg.PoolClient & { connection: { stream: { destroy(error: Error): void } } };

/**
 * Ends a connection whose database does not answer: one whose machine is gone, or a network that swallows everything,
 * says nothing for ever, and the server's own time limit does not help there. What waits on it fails, the pool makes another.
 */
export function boundAnswers(pool: pg.Pool, answerMsMax: number = ANSWER_MS_MAX): void {
  const unbounded = new WeakSet<object>();
  pool.on("release", (_, client) => unbounded.delete(client));
  pool.on("connect", (client) => {
    const ask = client.query.bind(client) as Query;
    const { stream } = (client as Wired).connection;
    client.query = ((...given: unknown[]) => {
      if (LIFTS_THE_BOUND.test(textOf(given[0]))) unbounded.add(client);
      const isStream = typeof (given[0] as { submit?: unknown } | null)?.submit === "function";
      if (isStream || unbounded.has(client)) return ask(...given);
      const timer = setTimeout(() => stream.destroy(new Error("the database does not answer")), answerMsMax);
      return whenDone(ask, given, () => clearTimeout(timer));
    }) as typeof client.query;
  });
}

const textOf = (asked: unknown): string =>
  typeof asked === "string" ? asked : ((asked as { text?: string } | null)?.text ?? "");

/** Asks and calls `end` with the answer, which comes by the callback that is given last, else by promise. */
function whenDone(ask: Query, given: unknown[], end: () => void): unknown {
  const callback = given.at(-1);
  if (typeof callback !== "function") {
    const answer = ask(...given) as Promise<unknown>;
    answer.then(end, end);
    return answer;
  }
  return ask(...given.slice(0, -1), (...said: unknown[]) => {
    end();
    (callback as Query)(...said);
  });
}
