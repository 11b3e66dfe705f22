import {
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type CompiledQuery,
  type DatabaseConnection,
  type QueryResult,
} from "kysely";
import type { PreparingClient } from "./prepared-statements.ts";
import type { DB } from "./tables.ts";

export type Answer = { rows: unknown[]; command: string; rowCount: number | null };

/**
 * One transaction's connection. Statements go out in the order in which they are submitted, without waiting for the answers
 * to those before; what is submitted in one turn is one packet. PostgreSQL does them one after the other.
 */
export type Line = {
  kysely: Kysely<DB>;
  /** Sends at once; the answer may be awaited later. */
  submit(query: CompiledQuery): Promise<Answer>;
  /** Sends what nobody waits for: when it fails, the next answer that is awaited fails with its error, or the commit does. */
  sendAhead(query: CompiledQuery): void;
};

/** Runs work in a transaction of its own on this connection, and gives the connection back. */
export async function onLine<T>(client: PreparingClient, work: (line: Line) => Promise<T>): Promise<T> {
  const { line, begin, commit, rollback } = openLine(client);
  begin();
  try {
    const result = await work(line);
    await commit();
    return result;
  } catch (error) {
    await rollback();
    throw error;
  }
}

/** Runs reads on this connection, each by itself but those of one turn in one packet, and gives the connection back. */
export async function onReadingLine<T>(client: PreparingClient, work: (line: Line) => Promise<T>): Promise<T> {
  const { line, end } = openLine(client);
  try {
    return await work(line);
  } finally {
    end();
    client.release();
  }
}

export type OpenLine = {
  line: Line;
  begin(): void;
  /** Gives the connection back where it succeeds. */
  commit(): Promise<void>;
  /** After whatever failed; gives the connection back. */
  rollback(): Promise<void>;
  end(): void;
};

export function openLine(client: PreparingClient): OpenLine {
  let failed: unknown = null;
  let hasEnded = false;
  // What goes on beside a failure would be done in somebody else's transaction.
  const query = (text: string, values: readonly unknown[]) =>
    hasEnded ? Promise.reject(new Error("the line has ended")) : client.query(text, values);
  const submit = async ({ sql, parameters }: Pick<CompiledQuery, "sql" | "parameters">) => {
    try {
      const answer = await query(sql, parameters);
      // It goes on after a failure only when a savepoint was gone back to.
      failed = null;
      return answer;
    } catch (error) {
      throw failed ?? error;
    }
  };
  const sendAhead = ({ sql, parameters }: Pick<CompiledQuery, "sql" | "parameters">) => {
    query(sql, parameters).catch((error: unknown) => {
      failed ??= error;
    });
  };
  return {
    line: { kysely: kyselyOn(submit), submit, sendAhead },
    begin: () => sendAhead({ sql: "begin", parameters: [] }),
    commit: async () => {
      const done = client.query("commit", []);
      hasEnded = true;
      const { command } = await done;
      if (failed !== null) throw failed;
      if (command === "ROLLBACK") throw new Error("a statement of the transaction had failed");
      client.release();
    },
    rollback: async () => {
      hasEnded = true;
      const isWhole = await client.query("rollback", []).then(
        () => true,
        () => false,
      );
      client.release(!isWhole);
    },
    end: () => {
      hasEnded = true;
    },
  };
}

export function kyselyOn(submit: (query: CompiledQuery) => Promise<Answer>): Kysely<DB> {
  const connection: DatabaseConnection = {
    executeQuery: async <R>(query: CompiledQuery): Promise<QueryResult<R>> => {
      const { command, rowCount, rows } = await submit(query);
      const isWrite = command === "INSERT" || command === "UPDATE" || command === "DELETE" || command === "MERGE";
      return { rows: rows as R[], ...(isWrite ? { numAffectedRows: BigInt(rowCount ?? 0) } : {}) };
    },
    streamQuery: () => {
      throw new Error("nothing is streamed");
    },
  };
  const nothing = async () => undefined;
  return new Kysely<DB>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createIntrospector: (db) => new PostgresIntrospector(db),
      createQueryCompiler: () => new PostgresQueryCompiler(),
      createDriver: () => ({
        init: nothing,
        acquireConnection: async () => connection,
        releaseConnection: nothing,
        destroy: nothing,
        beginTransaction: nothing,
        commitTransaction: nothing,
        rollbackTransaction: nothing,
      }),
    },
  });
}
