import { CodedError, toCodedError } from "../../contract/coded-error.ts";
import { readPublishedPack } from "../../contract/pack-schema.ts";
import type { Pack } from "../../domain/sop/index.ts";
import type { Tx } from "../../platform/transaction.ts";
import { readCalendarBook } from "./calendar-book.ts";
import { makeProcedure } from "./make-procedure.ts";
import type { Procedure, Procedures } from "./procedure.ts";
import { STANDARD_PACK } from "./shipped-library.ts";
import { contentOf, publishedVersionId } from "./version-store.ts";

/** How long a node may go on with the calendars and the published version that it last read. */
export const FRESH_MS = 2_000;

/** Procedures from the database; versions never change, so that each is parsed once. */
export function createProcedures(now: () => number): Procedures {
  const packs = new Map<string, Pack>();
  const book = remember(now, readCalendarBook);
  const published = remember(now, (tx) => publishedVersionId(tx, STANDARD_PACK));
  const version = async (tx: Tx, sopVersionId: string): Promise<Procedure> => {
    const pack = packs.get(sopVersionId) ?? (await readPack(tx, sopVersionId));
    packs.set(sopVersionId, pack);
    return makeProcedure(sopVersionId, pack, await book(tx));
  };
  return {
    version,
    published: async (tx) => {
      const id = await published(tx);
      if (!id) throw new CodedError("no_procedure");
      return version(tx, id);
    },
  };
}

async function readPack(tx: Tx, sopVersionId: string): Promise<Pack> {
  const parsed = readPublishedPack(await contentOf(tx, sopVersionId));
  if (!parsed.ok) throw toCodedError(parsed.refusal);
  return parsed.value;
}

/** A draft as a procedure, under the calendars as they stand: to look ahead by, never kept. */
export const draftProcedure = async (tx: Tx, sopVersionId: string, pack: Pack): Promise<Procedure> =>
  makeProcedure(sopVersionId, pack, await readCalendarBook(tx));

function remember<T>(now: () => number, read: (tx: Tx) => Promise<T>): (tx: Tx) => Promise<T> {
  let known: { value: T; at: number } | null = null;
  return async (tx) => {
    const at = now();
    const age = known ? at - known.at : Infinity;
    if (known && age >= 0 && age < FRESH_MS) return known.value;
    // As old as its reading's beginning: what is published while it is read is not missed for longer.
    known = { value: await read(tx), at };
    return known.value;
  };
}
