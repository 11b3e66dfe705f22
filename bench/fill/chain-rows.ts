import { hash } from "node:crypto";
import { CHAIN_START } from "../../src/core/tickets/index.ts";
import { chainText, type TicketEvent } from "../../src/domain/ticket/index.ts";

export type ChainRow = { event: TicketEvent; body: string; hash: string };

const HASH_BYTES = CHAIN_START.length;
const EVENT_BYTES_MAX = 64 * 1024;
const hashed = Buffer.alloc(HASH_BYTES + EVENT_BYTES_MAX);

/**
 * The events of a ticket as rows: each hash, hex, made from the one before, over the very text that the desk hashes
 * (`nextHash`), in one call and one buffer. The body is cut from that text: what is written once is not made twice.
 */
export function chainRows(ticketId: string, events: readonly TicketEvent[]): ChainRow[] {
  let before: string = CHAIN_START.toString("hex");
  return events.map((event) => {
    const text = chainText(ticketId, event);
    hashed.write(before, 0, "hex");
    const bytes = hashed.write(text, HASH_BYTES);
    before = hash("sha256", hashed.subarray(0, HASH_BYTES + bytes), "hex");
    return { event, body: text.slice(text.indexOf(BODY) + BODY.length, text.lastIndexOf(SEQ)), hash: before };
  });
}

const BODY = ',"body":';
const SEQ = ',"seq":';
