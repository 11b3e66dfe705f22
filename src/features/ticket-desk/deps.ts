import type { CodedError } from "../../contract/coded-error.ts";
import { seesInClear } from "../../core/sop/index.ts";
import type { SignedIn } from "../../core/staff/index.ts";
import type { ChangeRequest, LinkFor, TicketChange, TicketDesk } from "../../core/tickets/index.ts";
import type { Storage } from "../../platform/storage/index.ts";
import type { Database, Tx } from "../../platform/transaction.ts";

export type TicketDeskDeps = {
  db: Database;
  desk: TicketDesk;
  storage: Storage;
  secretKey: string;
  now: () => number;
  /** What tells the customer that his case is here, when it is opened for him; null where nothing does. */
  acknowledgement(
    tx: Tx,
    mail: { name: string; timeZone: string | null; to: string; subject: string },
  ): Promise<{ messageId: string; at: number; write(tx: Tx, change: TicketChange): Promise<void> } | null>;
  /** The mail as it came in; null when it is not kept. */
  readRawMail(tx: Tx, rawMailId: string): Promise<Buffer | NodeJS.ReadableStream | null>;
  /** What the desk says of an error that nobody expected; it is in the log then. */
  faultOf(error: unknown): CodedError;
};

/** A person at work on the desk: what every command wants to know of a call. */
export type ByPerson = { tx: Tx; session: SignedIn; now: number };

export const byPerson = ({ tx, session, now }: ByPerson): ByPerson => ({ tx, session, now });

export const requestBy = ({ session, now }: ByPerson, ticketId: string): ChangeRequest => ({
  ticketId,
  actor: { kind: "staff", id: session.staffId },
  now,
});

export const linkFor = (deps: Pick<TicketDeskDeps, "secretKey">, { session, now }: ByPerson): LinkFor => ({
  secretKey: deps.secretKey,
  staffId: session.staffId,
  now,
});

/** For whom messages are shown: who may not see personal data in clear sees addresses masked (REQ: IN-14, HA-22). */
export type Reader = { link: LinkFor; masked: boolean };

export const readerFor = async (deps: Pick<TicketDeskDeps, "desk" | "secretKey">, by: ByPerson): Promise<Reader> => ({
  link: linkFor(deps, by),
  masked: !(await seesInClear(deps.desk.procedures, by.tx, by.session.viewer)),
});
