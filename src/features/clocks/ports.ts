import type { TicketChange, TicketDesk } from "../../core/tickets/index.ts";
import type { PromiseLine } from "../../domain/clocks/index.ts";
import type { Database, Tx } from "../../platform/transaction.ts";
import type { Stop } from "./stop-store.ts";

/** A promise that warned or broke. `change` holds the event of it. */
export type Fired = {
  change: TicketChange;
  line: PromiseLine;
  timer: { kind: "warn" | "breach"; clockId: string; at: number };
  /** The stop of the desk during which it fell due; null when it was on time. */
  stop: Stop | null;
};

/** A letter to the customer that a rule asks for. */
export type Letter = {
  ticketId: string;
  lineId: string;
  /** Who has the ticket. */
  holder: { teamId: string | null; assigneeId: string | null };
  /** `survey`: the survey alone. `notice`: by the pack's notice of this id. */
  about: { kind: "survey" } | { kind: "notice"; noticeId: string };
  /** The survey goes with it, if it has not gone yet. */
  withSurvey: boolean;
  /** How many letters it stands for, itself included, and the stop that held them up. */
  standsFor: number;
  stop: Stop | null;
  now: number;
};

/** A notice in the customer's language. */
export type LetterWords = { noticeId: string; language: "zh" | "en"; subject: string; text: string };

/** What rules do through other features; main puts it together. */
export type EffectPorts = {
  /** Staff hear of promises; those of one stop come to one notice a person. */
  tellStaff(tx: Tx, told: readonly { staffIds: readonly string[]; fired: Fired }[]): Promise<void>;
  /** By mail. @returns false when the customer has no address to write to */
  writeToCustomer(tx: Tx, letter: Letter): Promise<boolean>;
  /** What a letter says, for ways other than mail; the customer's link only for those that lead to him. */
  wordsOf(tx: Tx, letter: Letter, withLink: boolean): Promise<LetterWords | null>;
  /** Closes a solved case that no other gate holds. @returns whether it did */
  close(tx: Tx, by: { ticketId: string; lineId: string; now: number }): Promise<boolean>;
  /** Asks the customer for what is missing; nothing when nothing is. */
  askSupplement(tx: Tx, by: { ticketId: string; lineId: string; now: number }): Promise<void>;
  callWebhook(tx: Tx, call: { url: string; fired: Fired; notice?: LetterWords }): Promise<void>;
};

export type TimerDeps = {
  db: Database;
  desk: TicketDesk;
  ports: EffectPorts;
  onFailure(ticketId: string, error: unknown): void;
  /** Hears, after the commit, when each promise was due and which ticket it was on. */
  onFired?(fired: readonly { ticketId: string; dueAt: number }[]): void;
};
