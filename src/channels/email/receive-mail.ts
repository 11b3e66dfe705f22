import { createHash } from "node:crypto";
import { newId } from "../../platform/ids.ts";
import type { Database } from "../../platform/transaction.ts";
import { keepMail } from "./inbound-mail-store.ts";
import { rawHeader, readHeaderBlock } from "./mail-headers.ts";
import { readMessageId } from "./read-references.ts";
import type { MailEnvelope } from "./verify-sender.ts";

export type Arrival = {
  raw: Buffer;
  mailboxIds: readonly string[];
  envelope: MailEnvelope;
  truncated: boolean;
  receivedAt: number;
};

/**
 * Keeps a mail that has just arrived, for each mailbox it is for. When this returns, it is on disk with its job.
 * @throws when the database is away: then nothing may be acknowledged
 */
export async function receiveMail(db: Database, arrival: Arrival): Promise<readonly string[]> {
  const ids = arrival.mailboxIds.map(() => newId(arrival.receivedAt));
  await keepMail(db.reading, {
    ids,
    mailboxIds: arrival.mailboxIds,
    sha256: createHash("sha256").update(arrival.raw).digest(),
    raw: arrival.raw,
    envelope: arrival.envelope,
    externalId: messageIdOf(arrival.raw),
    truncated: arrival.truncated,
    receivedAt: arrival.receivedAt,
  });
  return ids;
}

const EXTERNAL_ID_CHARS_MAX = 1_000;
const LOOKED_AT_BYTES_MAX = 64 * 1024;

function messageIdOf(raw: Buffer): string | null {
  const source = raw.toString("latin1", 0, LOOKED_AT_BYTES_MAX);
  const { headers } = readHeaderBlock(source, 0, source.length);
  const id = readMessageId({ header: (name) => rawHeader(headers, name) });
  return id === null || id.length > EXTERNAL_ID_CHARS_MAX || id.includes("\0") ? null : id;
}
