import { once } from "node:events";
import type pg from "pg";
import { from, type CopyStreamQuery } from "pg-copy-streams";
import { copyClient } from "../../src/platform/db/index.ts";
import { momentText } from "./moment-text.ts";

/** What a cell may hold; an object is written as JSON, a list of texts as a PostgreSQL array. */
export type Cell = string | number | boolean | null | Date | Buffer | readonly string[] | object;

export type TableWriter = {
  write(cells: readonly Cell[]): void;
  /** Resolves when the stream takes more; awaited between batches, so that memory stays bounded. */
  drained(): Promise<void>;
  end(): Promise<number>;
};

const CHUNK_CHARS = 256 * 1024;

/** Writes rows into one empty table by COPY, on a connection of its own, in a transaction that ends with `end`. */
export async function openTable(pool: pg.Pool, table: string, columns: readonly string[]): Promise<TableWriter> {
  const client = await copyClient(pool);
  // No foreign keys and no append-only triggers while rows are brought in; they hold by construction.
  await client.query("set session_replication_role = replica; set statement_timeout = 0; begin");
  const frozen = (await isReferredTo(client, table)) ? "" : " with (freeze)";
  if (frozen) await client.query(`truncate ${table}`);
  const stream: CopyStreamQuery = client.query(from(`copy ${table} (${columns.join(", ")}) from stdin${frozen}`));
  const failed = new Promise<never>((_, reject) => {
    stream.on("error", (error) => {
      void client.end();
      reject(error);
    });
  });
  failed.catch(() => undefined);
  let chunk = "";
  let rows = 0;
  // A stream may have drained before anybody waits for it.
  let draining: Promise<unknown> | null = null;
  const flush = () => {
    if (!stream.write(chunk)) draining ??= once(stream, "drain").then(() => (draining = null));
    chunk = "";
  };
  return {
    write: (cells) => {
      rows += 1;
      chunk += copyLine(cells);
      if (chunk.length > CHUNK_CHARS) flush();
    },
    drained: async () => {
      if (draining) await Promise.race([draining, failed]);
    },
    end: async () => {
      if (chunk) flush();
      stream.end();
      await Promise.race([once(stream, "finish"), failed]);
      await client.query("commit");
      await client.end();
      return rows;
    },
  };
}

/**
 * PostgreSQL writes rows as old ones, which nobody has to look at again, where the same transaction has emptied the table; it
 * empties no table alone that others refer to.
 */
async function isReferredTo(client: pg.ClientBase, table: string): Promise<boolean> {
  const found = await client.query("select from pg_constraint where contype = 'f' and confrelid = $1::regclass", [
    table,
  ]);
  return found.rows.length > 0;
}

/** One line of COPY's text format. */
export function copyLine(cells: readonly Cell[]): string {
  let line = "";
  for (let at = 0; at < cells.length; at++) line += (at === 0 ? "" : "\t") + cellText(cells[at]!);
  return `${line}\n`;
}

function cellText(cell: Cell): string {
  if (typeof cell === "string") return escaped(cell);
  if (cell === null) return "\\N";
  if (typeof cell !== "object") return String(cell);
  if (cell instanceof Date) return momentText(cell.getTime());
  if (cell instanceof Uint8Array) return `\\\\x${(cell as Buffer).toString("hex")}`;
  if (Array.isArray(cell))
    return escaped(`{${cell.map((item) => `"${String(item).replace(/["\\]/g, "\\$&")}"`).join(",")}}`);
  return escaped(JSON.stringify(cell));
}

const SPECIAL = /[\\\t\n\r]/;
const EACH_SPECIAL = /[\\\t\n\r]/g;
const NAMES: Record<string, string> = { "\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r" };
const escaped = (text: string) => (SPECIAL.test(text) ? text.replace(EACH_SPECIAL, (one) => NAMES[one]!) : text);

/** A word of a tsvector as COPY takes it, without its places. */
export const lexemeText = (lexeme: string): string => `'${lexeme.replace(/['\\]/g, "$&$&")}'`;
