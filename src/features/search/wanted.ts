import type { Term } from "../../domain/search/index.ts";
import type { WantedCode } from "./wanted-codes.ts";

/** A place in the index, newest first; `at` to the microsecond. */
export type Place = { at: string; id: string };

/** What must stand in an entry, apart from its ticket's properties. */
export type Wanted = {
  terms: readonly Term[];
  codes: readonly WantedCode[];
  /** All entries can be found by their codes. */
  isReady: boolean;
  from: readonly string[];
  to: readonly string[];
  /** The person may see addresses in clear; else he finds by the whole of one alone (REQ: HA-22). */
  inClear: boolean;
};

/** Whether anything of an entry is asked for. */
export const asksForEntries = ({ terms, from, to }: Pick<Wanted, "terms" | "from" | "to">): boolean =>
  terms.length > 0 || from.length > 0 || to.length > 0;
