import type { Database } from "../../platform/transaction.ts";
import type { Mailbox } from "./mailbox.ts";
import { listMailboxes } from "./mailbox-store.ts";
import { mailboxAddressOf } from "./signed-address.ts";

const FRESH_MS = 5_000;

export type KnownMailboxes = {
  byId(id: string): Promise<Mailbox | null>;
  /** The mailbox that an address, with or without `+tag`, belongs to. Disabled ones take no mail. */
  byAddress(address: string): Promise<Mailbox | null>;
  /** All own addresses, lower-case, without `+tag`. */
  addresses(): Promise<ReadonlySet<string>>;
  forget(): void;
};

type Known = { readAt: number; mailboxes: readonly Mailbox[] };

/** The mailboxes, read again when older than five seconds: a mail costs no query for its recipient. */
export function knownMailboxes(deps: { db: Database; secret: string; now: () => number }): KnownMailboxes {
  let known: Promise<Known> | null = null;
  let readAt = 0;
  const read = (): Promise<Known> => {
    const now = deps.now();
    if (known !== null && now - readAt < FRESH_MS && now >= readAt) return known;
    readAt = now;
    const reading = listMailboxes(deps.db.reading, deps.secret).then((mailboxes) => ({ readAt: now, mailboxes }));
    reading.catch(() => {
      if (known === reading) known = null;
    });
    known = reading;
    return reading;
  };
  return {
    byId: async (id) => (await read()).mailboxes.find((one) => one.id === id) ?? null,
    byAddress: async (address) => {
      const bare = mailboxAddressOf(address);
      return (await read()).mailboxes.find((one) => one.enabled && one.address === bare) ?? null;
    },
    addresses: async () => new Set((await read()).mailboxes.map(({ address }) => address)),
    forget: () => {
      known = null;
    },
  };
}
