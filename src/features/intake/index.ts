import type { InboundMessage } from "../../domain/channel/inbound-message.ts";
import type { TakenIn } from "../../domain/channel/taken-in.ts";
import type { Tx } from "../../platform/transaction.ts";
import { acknowledgementOf, type AcknowledgedMail, type Acknowledgement } from "./acknowledge.ts";
import type { IntakeDeps } from "./intake-deps.ts";
import { takeIn } from "./take-in.ts";

export type { IntakeDeps } from "./intake-deps.ts";

export type Intake = {
  /** What a channel calls with each message, in the transaction that marks it as taken in. */
  takeIn(tx: Tx, message: InboundMessage): Promise<TakenIn>;
  /** The acknowledgement of a ticket that is opened another way; for routes that open tickets. */
  acknowledgement(tx: Tx, mail: AcknowledgedMail): Promise<Acknowledgement | null>;
};

export function intakeFeature(deps: IntakeDeps): Intake {
  return {
    takeIn: (tx, message) => takeIn(deps, tx, message),
    acknowledgement: (tx, mail) => acknowledgementOf(deps, tx, mail),
  };
}
