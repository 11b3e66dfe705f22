import type { CompiledQuery, Kysely } from "kysely";
import type { RowsWritten, Sendable, SharedRead } from "../built-once.ts";
import { kyselyOn, openLine, type OpenLine } from "../line.ts";
import { Overtaken } from "../../transaction.ts";
import type { PreparingClient } from "../prepared-statements.ts";
import type { DB } from "../tables.ts";
import type { SharedCommits } from "./shared-commits.ts";
import type { SharedReads } from "./shared-reads.ts";

export type LooseDeps = {
  connect(): Promise<PreparingClient>;
  reads: SharedReads;
  commits: SharedCommits;
};

/** What a transaction's statements go by. */
export type Handle = {
  kysely: Kysely<DB>;
  submit(query: Sendable): Promise<{ rows: unknown[] }>;
  sendAhead(query: Sendable): void;
};

/**
 * Runs work in a transaction that takes no connection of its own while it asks what others may ask with it, and then writes rows that
 * may be written with theirs. With the first statement of another kind, or the first read after a write, it becomes a transaction like any other: what
 * was written so far goes first.
 * @param isFirm takes its own connection with its first statement, so that rows that it reads for change are held
 * @throws Overtaken when it was refused because somebody was faster; it may be run anew, firmly
 */
export async function runLoosely<T>(
  deps: LooseDeps,
  isFirm: boolean,
  work: (handle: Handle) => Promise<T>,
): Promise<T> {
  const written: RowsWritten[] = [];
  const overtakenBy = new Set<string>();
  let own = null as Promise<OpenLine> | null;
  let hasEnded = false;

  const takeOwn = () => (own ??= openOwn());
  const openOwn = async () => {
    if (hasEnded) throw new Error("the transaction has ended");
    const opened = openLine(await deps.connect());
    opened.begin();
    for (const rows of written.splice(0)) opened.line.sendAhead(rows.with(rows.rows).compile(opened.line.kysely));
    return opened;
  };
  const submitAlone = async (query: CompiledQuery) => {
    const { line } = await takeOwn();
    return line.submit(query);
  };
  const kysely = kyselyOn(submitAlone);
  const sharable = ({ together }: Sendable): SharedRead | null =>
    isFirm || own || written.length > 0 || !together || together.kind === "rows" ? null : together;

  const handle: Handle = {
    kysely,
    submit: async (query) => {
      if (hasEnded) throw new Error("the transaction has ended");
      const shared = sharable(query);
      if (!shared) return submitAlone(query.compile(kysely));
      const { watched, kind } = shared;
      if (watched) overtakenBy.add(watched.overtakenBy);
      return deps.reads.read((watched?.read ?? query).compile(kysely), kind);
    },
    sendAhead: (query) => {
      const rows = query.together?.kind === "rows" ? query.together : null;
      if (rows?.overtakenBy) overtakenBy.add(rows.overtakenBy);
      if (!isFirm && !own && rows) written.push(rows);
      else {
        const compiled = query.compile(kysely);
        takeOwn().then(
          ({ line }) => line.sendAhead(compiled),
          () => undefined,
        );
      }
    },
  };
  try {
    const result = await work(handle);
    const line = await own;
    hasEnded = true;
    if (line) await line.commit();
    else if (written.length > 0) await deps.commits.commit(written);
    return result;
  } catch (error) {
    hasEnded = true;
    await own?.then(
      ({ rollback }) => rollback(),
      () => undefined,
    );
    throw isOvertaken(error, overtakenBy, isFirm) ? new Overtaken("somebody was faster", { cause: error }) : error;
  }
}

/** Two that wait for each other, which PostgreSQL ends for one of them, and not always for one who is to blame. */
const MET = new Set(["40P01", "40001"]);

function isOvertaken(error: unknown, by: ReadonlySet<string>, isFirm: boolean): boolean {
  const { code = "", constraint = "" } = error as { code?: string; constraint?: string };
  return by.has(constraint) || (!isFirm && MET.has(code));
}
