/** What the desk hands to a channel to be delivered. REQ: HA-08 */

export type OutgoingFile = {
  name: string;
  type: string;
  /** Where its content lies in the storage. */
  storageKey: string;
  /** Named by the HTML as `cid:…`; null for a file of the list. */
  contentId: string | null;
};

export type OutgoingMessage = {
  messageId: string;
  ticketId: string;
  ticketNumber: number;
  /** null: the desk's first mailbox. */
  mailboxId: string | null;
  /** Written by a machine: marked so that no machine answers it. */
  automatic: boolean;
  /** The first mail to the customer on this ticket: its subject carries the ticket's token. */
  first: boolean;
  to: readonly string[];
  cc: readonly string[];
  subject: string;
  /** Clean, with greeting and signature; the text says the same. */
  html: string;
  text: string;
  language: "zh" | "en";
  /** Message-ID of an earlier attempt, with brackets: used again. */
  externalId: string | null;
  inReplyTo: string | null;
  /** With brackets, oldest first. */
  references: readonly string[];
  files: readonly OutgoingFile[];
};

/** An address that the server did not take, and its words. */
export type RefusedRecipient = { address: string; said: string };

/** How an attempt ended. `detail` is a sentence for people; `refused`: those that did not get it while others did. */
export type DeliveryEnd =
  | { state: "sent"; refused: readonly RefusedRecipient[] }
  | { state: "waiting"; detail: string }
  | { state: "failed"; detail: string };
