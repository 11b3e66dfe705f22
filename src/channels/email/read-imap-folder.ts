import type { ImapFlow } from "imapflow";
import type { Database } from "../../platform/transaction.ts";
import { MAIL_BYTES_MAX } from "./mail-bounds.ts";
import type { MailboxProgress } from "./mailbox.ts";
import { noteProgress } from "./mailbox-progress-store.ts";
import { receiveMail } from "./receive-mail.ts";

const RESYNC_MS = 3 * 24 * 3_600_000;
const MAILS_PER_READ_MAX = 200;
const BEGINNING_BYTES = 256 * 1024;

export type FolderReading = { db: Database; now: () => number; mailbox: { id: string; address: string } };

/**
 * Reads what is new in the open folder, the oldest first: each mail is kept by the database before it is marked as
 * seen. On the first visit only what is unseen; after a new UIDVALIDITY the last three days, the known ones known
 * again by their bytes.
 * @returns the progress, and whether more waits
 */
export async function readImapFolder(
  reading: FolderReading,
  client: ImapFlow,
  progress: MailboxProgress,
): Promise<{ progress: MailboxProgress; more: boolean }> {
  const folder = client.mailbox;
  if (!folder) throw new Error("no folder is open");
  const uidValidity = Number(folder.uidValidity);
  const uids = await newUids(reading, client, { progress, uidValidity, uidNext: folder.uidNext });
  let lastUid = progress.uidValidity === uidValidity ? progress.lastUid : 0;
  for (const uid of uids.slice(0, MAILS_PER_READ_MAX)) {
    await takeOne(reading, client, uid);
    lastUid = Math.max(lastUid, uid);
    await noteProgress(reading.db.reading, reading.mailbox.id, { uidValidity, lastUid });
  }
  if (uids.length === 0 && progress.uidValidity !== uidValidity) {
    lastUid = Math.max(lastUid, folder.uidNext - 1);
    await noteProgress(reading.db.reading, reading.mailbox.id, { uidValidity, lastUid });
  }
  return { progress: { ...progress, uidValidity, lastUid }, more: uids.length > MAILS_PER_READ_MAX };
}

type Standing = { progress: MailboxProgress; uidValidity: number; uidNext: number };

async function newUids(reading: FolderReading, client: ImapFlow, standing: Standing): Promise<number[]> {
  const { progress, uidValidity } = standing;
  if (progress.uidValidity === uidValidity) {
    const found = await client.search({ uid: `${progress.lastUid + 1}:*` }, { uid: true });
    // `n:*` also names the last mail when n is beyond it.
    return ordered(found).filter((uid) => uid > progress.lastUid);
  }
  if (progress.uidValidity === null) return ordered(await client.search({ seen: false }, { uid: true }));
  return ordered(await client.search({ since: new Date(reading.now() - RESYNC_MS) }, { uid: true }));
}

function ordered(found: number[] | false | undefined): number[] {
  return Array.isArray(found) ? found.toSorted((a, b) => a - b) : [];
}

async function takeOne(reading: FolderReading, client: ImapFlow, uid: number): Promise<void> {
  const head = await client.fetchOne(`${uid}`, { uid: true, size: true, internalDate: true }, { uid: true });
  // Deleted meanwhile.
  if (!head) return;
  const truncated = (head.size ?? 0) > MAIL_BYTES_MAX;
  const source = truncated ? { start: 0, maxLength: BEGINNING_BYTES } : true;
  const fetched = await client.fetchOne(`${uid}`, { uid: true, source }, { uid: true });
  if (!fetched || !fetched.source) return;
  await receiveMail(reading.db, {
    raw: fetched.source,
    mailboxIds: [reading.mailbox.id],
    envelope: { from: null, to: [], remoteAddress: null, helo: null },
    truncated,
    receivedAt: arrivalOf(head.internalDate, reading.now()),
  });
  await client.messageFlagsAdd(`${uid}`, ["\\Seen"], { uid: true });
}

/** When the server got it; a server with a wrong clock cannot put it into the future. */
function arrivalOf(internalDate: Date | string | undefined, now: number): number {
  const at = internalDate === undefined ? Number.NaN : new Date(internalDate).getTime();
  return Number.isNaN(at) ? now : Math.min(at, now);
}
