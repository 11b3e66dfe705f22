import type { ClockEvent } from "../clocks/index.ts";
import type { Pack } from "../sop/index.ts";
import type { CompiledCalendar } from "../time/index.ts";
import type { HistoryMark, Sides } from "./backtest-result.ts";

/** One ticket's life as clocks see it, in order of time and beginning with its opening. `team`: who had it last. */
export type TicketHistory = { name: string; team: string | null; events: readonly ClockEvent[] };

/** One procedure to judge a history by. `digest`: sha-256 of the pack in hex. */
export type Side = { pack: Pack; digest: string; calendars: ReadonlyMap<string, CompiledCalendar> };

/** Under what a history is judged. `until`: the moment at which it ends; `showAll`: tickets that come out the same, too. */
export type Trial = Sides<Side> & { zone: string; until: number; showAll: boolean };

/** What the reader of a history knows about it. */
export type HistorySource = Pick<HistoryMark, "source" | "name" | "ticketsLeftOut" | "malformed" | "notes">;
