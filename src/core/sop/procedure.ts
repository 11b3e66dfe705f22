import type { Clock, PromiseLine } from "../../domain/clocks/index.ts";
import type { OpenGateDemand, Pack, Transition } from "../../domain/sop/index.ts";
import type { Ticket, TicketEvent } from "../../domain/ticket/index.ts";
import type { CustomerTier, Priority, TicketKind } from "../../domain/ticket/vocabulary.ts";
import type { Tx } from "../../platform/transaction.ts";

export type Bilingual = { zh: string; en: string };

export type PriorityDecision = { priority: Priority; reasons: readonly Bilingual[] };

/** One published version of a pack, ready to be asked. */
export type Procedure = {
  sopVersionId: string;
  pack: Pack;
  /** How the promises stand; the ledgers are left empty. */
  clocks(events: readonly TicketEvent[], now: number): readonly Clock[];
  /** The same clocks with their ledgers, for who asks why. */
  explainedClocks(events: readonly TicketEvent[], now: number): readonly Clock[];
  line(lineId: string): PromiseLine | null;
  calendarName(calendarId: string): Bilingual | null;
  priority(asked: { text: string; kind: TicketKind; tier: CustomerTier }): PriorityDecision;
  /** What the gates before a transition still want at `now`; `closingLine`: the promise line in whose name a rule closes. */
  demands(
    transition: Transition,
    ticket: Ticket,
    at: { now: number; confirmed?: boolean; closingLine?: string | null },
  ): readonly OpenGateDemand[];
  /** What of a form's content is missing or of the wrong type, in words for both languages. */
  checkForm(formId: string, content: Record<string, unknown>): { known: boolean; problems: readonly Bilingual[] };
};

/** Where procedures come from: a ticket keeps the version it began with. */
export type Procedures = {
  published(tx: Tx): Promise<Procedure>;
  version(tx: Tx, sopVersionId: string): Promise<Procedure>;
};
