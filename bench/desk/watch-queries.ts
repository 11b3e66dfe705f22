import pg from "pg";

export type Watched = { text: string; values: unknown[] };

type Sent = pg.Query & { text?: string; values?: unknown[] };

/**
 * Notes every statement that this process sends while `work` runs, where it goes on the wire: whatever stands before. One at
 * a time: what else the process does meanwhile is noted too. `ways` counts how often it went to the database: statements that are
 * sent before those before them are answered cost one way together.
 */
export async function watchQueries<T>(
  work: () => Promise<T>,
): Promise<{ answer: T; queries: Watched[]; ways: number }> {
  const queries: Watched[] = [];
  const unanswered = new Map<pg.Connection, number>();
  let ways = 0;
  const answered = function (this: pg.Connection) {
    unanswered.set(this, (unanswered.get(this) ?? 1) - 1);
  };
  const send = pg.Query.prototype.submit;
  pg.Query.prototype.submit = function (this: Sent, connection: pg.Connection) {
    queries.push({ text: this.text ?? "", values: this.values ?? [] });
    if (!unanswered.has(connection)) connection.on("readyForQuery", answered);
    const before = unanswered.get(connection) ?? 0;
    if (before === 0) ways += 1;
    unanswered.set(connection, before + 1);
    return Reflect.apply(send, this, [connection]) as undefined;
  };
  try {
    return { answer: await work(), queries, ways };
  } finally {
    pg.Query.prototype.submit = send;
    for (const connection of unanswered.keys()) connection.off("readyForQuery", answered);
  }
}
