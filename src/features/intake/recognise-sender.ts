import { findStaffByEmail, type Person } from "../../core/staff/index.ts";
import type { InboundMessage } from "../../domain/channel/inbound-message.ts";
import { normaliseEmail } from "../../domain/contact/index.ts";
import type { Tx } from "../../platform/transaction.ts";

export type Sender = {
  /** Normalised; empty where the mail names none that can be read. */
  address: string;
  /** Only with a verified sender: an agent's address alone proves nothing. */
  staff: Person | null;
  /** Claims an agent's address and its domain denies it. */
  forgedStaff: boolean;
};

/** Who a mail is from, as far as its domain vouches for it. */
export async function recogniseSender(tx: Tx, message: InboundMessage): Promise<Sender> {
  const address = normaliseEmail(message.from.address) ?? "";
  const claimed = address === "" ? null : await findStaffByEmail(tx, address);
  const person = claimed?.active ? claimed : null;
  return {
    address,
    staff: message.senderVerified === "pass" ? person : null,
    forgedStaff: person !== null && message.senderVerified === "fail",
  };
}
