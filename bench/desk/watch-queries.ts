import pg from "pg";

export type Watched = { text: string; values: unknown[] };

type Submitted = { text?: string; values?: unknown[] } | string;

/**
 * Notes every statement that this process sends while `work` runs. One at a time: what else the process does meanwhile is
 * noted too.
 */
export async function watchQueries<T>(work: () => Promise<T>): Promise<{ answer: T; queries: Watched[] }> {
  const queries: Watched[] = [];
  const sent = pg.Client.prototype.query;
  const noting = function (this: pg.Client, given: Submitted, values?: unknown[], ...rest: unknown[]) {
    const text = typeof given === "string" ? given : (given.text ?? "");
    const own = typeof given === "string" ? undefined : given.values;
    queries.push({ text, values: (Array.isArray(values) ? values : own) ?? [] });
    return Reflect.apply(sent, this, [given, values, ...rest]) as unknown;
  };
  pg.Client.prototype.query = noting as typeof sent;
  try {
    return { answer: await work(), queries };
  } finally {
    pg.Client.prototype.query = sent;
  }
}
