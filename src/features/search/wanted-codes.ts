import type { Term } from "../../domain/search/index.ts";
import type { Tx } from "../../platform/transaction.ts";
import { codesAround, codesHolding, CODES_PER_PIECE_MAX, type CodesAround } from "./code-store.ts";

/** Further pieces are looked for in the entries that the others lead to. */
const PIECES_LOOKED_UP_MAX = 5;

export type WantedCode = {
  piece: string;
  /** The codes that it stands for; null: too many, or not looked up. */
  codes: readonly string[] | null;
};

export type WantedCodes = {
  codes: WantedCode[];
  /** All entries can be found by their codes; false while those of an earlier version are put in order. */
  isReady: boolean;
  /** The pieces of which more codes end with them than were looked at. */
  narrowed: string[];
};

/**
 * What the codes of a question may mean: what begins or ends with each, as people type them; a piece from the middle
 * only where none does (REQ: KN-02).
 * @param inClear false: what is known of addresses alone counts only where the whole of one was typed (REQ: HA-22)
 */
export async function wantedCodes(tx: Tx, terms: readonly Term[], inClear: boolean): Promise<WantedCodes> {
  const pieces = [...new Set(terms.flatMap((term) => (term.kind === "code" ? [term.code] : [])))];
  if (pieces.length === 0) return { codes: [], isReady: true, narrowed: [] };
  const lookedUp = pieces.slice(0, PIECES_LOOKED_UP_MAX);
  const { isReady, around } = await codesAround(tx, lookedUp, inClear);
  const wanted: WantedCodes = { codes: [], isReady, narrowed: [] };
  for (const [at, piece] of pieces.entries()) {
    const found = around[at];
    // Those of an earlier version do not stand where codes are looked up; who may not see them is shown none of them.
    const chosen = found && (isReady || !inClear) ? await chosenOf(tx, { piece, found, inClear }) : NOT_LOOKED_UP;
    wanted.codes.push({ piece, codes: chosen.codes });
    if (chosen.isNarrowed) wanted.narrowed.push(piece);
  }
  return wanted;
}

type Chosen = { codes: readonly string[] | null; isNarrowed: boolean };
const NOT_LOOKED_UP: Chosen = { codes: null, isNarrowed: false };

async function chosenOf(
  tx: Tx,
  { piece, found, inClear }: { piece: string; found: CodesAround; inClear: boolean },
): Promise<Chosen> {
  const beginning = new Set(found.beginning);
  const all = new Set([...beginning, ...found.ending]);
  if (!found.isCut && all.size <= CODES_PER_PIECE_MAX) {
    const codes = all.size > 0 ? [...all] : await codesHolding(tx, piece, inClear);
    return { codes, isNarrowed: false };
  }
  const isFew = beginning.size > 0 && beginning.size <= CODES_PER_PIECE_MAX;
  return isFew ? { codes: [...beginning], isNarrowed: true } : NOT_LOOKED_UP;
}
