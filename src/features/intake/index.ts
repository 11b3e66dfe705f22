import type { InboundMessage } from "../../domain/channel/inbound-message.ts";
import type { TakenIn } from "../../domain/channel/taken-in.ts";
import type { TicketChange } from "../../core/tickets/index.ts";
import type { Tx } from "../../platform/transaction.ts";
import { acknowledge } from "./acknowledge.ts";
import type { IntakeDeps } from "./intake-deps.ts";
import { takeIn } from "./take-in.ts";

export type { IntakeDeps } from "./intake-deps.ts";

export type Intake = {
  /** What a channel calls with each message, in the transaction that marks it as taken in. */
  takeIn(tx: Tx, message: InboundMessage): Promise<TakenIn>;
  /** Acknowledges a ticket that was opened another way; for routes that open tickets. */
  acknowledge(tx: Tx, change: TicketChange, mail: { to: string; subject: string }): Promise<boolean>;
};

export function intakeFeature(deps: IntakeDeps): Intake {
  return {
    takeIn: (tx, message) => takeIn(deps, tx, message),
    acknowledge: (tx, change, mail) => acknowledge(deps, tx, change, mail),
  };
}
