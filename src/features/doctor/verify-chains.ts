import { CHAIN_START, nextHash } from "../../core/tickets/index.ts";
import type { Actor, TicketEvent, TicketEventBody } from "../../domain/ticket/index.ts";
import type { Tx } from "../../platform/transaction.ts";
import { chainsAfter, type Chain, type Link } from "./doctor-store.ts";

const TICKETS_AT_ONCE = 200;
const BEFORE_ALL = "00000000-0000-0000-0000-000000000000";

export type BrokenChain = { id: string; what: string };

/** Walks every ticket's events from the first: numbered without a gap, each hash follows from the one before. */
export async function verifyChains(
  tx: Tx,
  onProgress: (ticketsDone: number) => void,
): Promise<{ broken: BrokenChain[]; tickets: number; events: number }> {
  const broken: BrokenChain[] = [];
  let tickets = 0;
  let events = 0;
  for (let chains = await chainsAfter(tx, BEFORE_ALL, TICKETS_AT_ONCE); chains.length > 0;) {
    for (const chain of chains) {
      const what = flawOf(chain);
      if (what !== null) broken.push({ id: String(chain.number), what });
      events += chain.links.length;
    }
    tickets += chains.length;
    onProgress(tickets);
    chains = await chainsAfter(tx, chains.at(-1)!.ticketId, TICKETS_AT_ONCE);
  }
  return { broken, tickets, events };
}

/** The first thing that is wrong with a chain, or null. */
function flawOf({ links, ...chain }: Chain): string | null {
  let hash: Buffer = CHAIN_START;
  for (const [index, link] of links.entries()) {
    if (link.seq !== index + 1) return `event ${index + 1} is missing`;
    hash = nextHash(hash, chain.ticketId, eventOf(link));
    if (!hash.equals(link.hash)) return `event ${link.seq} was changed`;
  }
  if (links.length !== chain.lastSeq) return `it has ${links.length} events and counts ${chain.lastSeq}`;
  return hash.equals(chain.lastHash) ? null : "the ticket's own hash differs";
}

function eventOf(link: Link): TicketEvent {
  const actor: Actor =
    link.actorKind === "system" ? { kind: "system" } : ({ kind: link.actorKind, id: link.actorId ?? "" } as Actor);
  return { seq: link.seq, at: link.at.getTime(), actor, body: link.body as TicketEventBody };
}
