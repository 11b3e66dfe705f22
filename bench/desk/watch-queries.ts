import pg from "pg";

export type Watched = { text: string; values: unknown[] };

type Sent = pg.Query & { text?: string; values?: unknown[] };

/**
 * Notes every statement that this process sends while `work` runs, where it goes on the wire: whatever stands before. One at
 * a time: what else the process does meanwhile is noted too.
 */
export async function watchQueries<T>(work: () => Promise<T>): Promise<{ answer: T; queries: Watched[] }> {
  const queries: Watched[] = [];
  const send = pg.Query.prototype.submit;
  pg.Query.prototype.submit = function (this: Sent, connection: pg.Connection) {
    queries.push({ text: this.text ?? "", values: this.values ?? [] });
    return Reflect.apply(send, this, [connection]) as undefined;
  };
  try {
    return { answer: await work(), queries };
  } finally {
    pg.Query.prototype.submit = send;
  }
}
