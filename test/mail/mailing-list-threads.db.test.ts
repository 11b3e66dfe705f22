import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { expect, test } from "vitest";
import type { InboundMessage } from "../../src/domain/channel/inbound-message.ts";
import { MAILBOX_ID, readMail } from "../support/inbound-mail.ts";
import { skipWithoutSharedData } from "../support/shared-data.ts";
import { testDesk } from "../support/test-desk.ts";
import { testIntake } from "../support/test-intake.ts";

const ADDRESS = "support@desk.example";
const SAME_GROUPS_SHARE_MIN = 0.95;
let intake!: ReturnType<typeof testIntake>;

const desk = await testDesk((parts) => {
  intake = testIntake(parts);
  return [];
});
await desk.sql("insert into mailbox (id, name, address, kind) values ($1, '列表', $2, 'smtp')", [MAILBOX_ID, ADDRESS]);

/** A mailing list's mails, in the order they were written, as the channel hands them over. */
async function listMails(folder: string): Promise<InboundMessage[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const mails: { message: InboundMessage; sentAt: number }[] = [];
  for (const entry of entries) {
    if (!entry.isFile()) continue;
    const raw = await readFile(path.join(entry.parentPath, entry.name));
    const sentAt = Date.parse(/^Date:\s*(.+)$/im.exec(raw.toString("latin1"))?.[1] ?? "") || 0;
    const message = readMail({ raw, receivedAt: sentAt, secret: desk.secretKey });
    mails.push({ message, sentAt });
  }
  return mails.toSorted((a, b) => a.sentAt - b.sentAt).map(({ message }) => message);
}

const bare = (id: string) => id.replace(/^<|>$/g, "");

test("a mailing list's mails fall into the threads that they belong to", async (context) => {
  const folder = skipWithoutSharedData(context, "mail/threads");
  const expected = (await readFile(path.join(folder, "threads-default.jsonl"), "utf8"))
    .split("\n")
    .filter(Boolean)
    .map((line) => (JSON.parse(line) as string[]).toSorted());
  const groups = new Map<string, string[]>();
  let lost = 0;
  for (const message of await listMails(path.join(folder, "default"))) {
    const taken = await desk.db.inTransaction((tx) => intake.takeIn(tx, message));
    if (taken.outcome === "duplicate") continue;
    if (taken.ticketId === null) lost++;
    else groups.set(taken.ticketId, [...(groups.get(taken.ticketId) ?? []), bare(message.externalId)]);
  }
  const found = new Set([...groups.values()].map((ids) => ids.toSorted().join(" ")));
  const same = expected.filter((ids) => found.has(ids.join(" "))).length;
  const wrong = expected.filter((ids) => !found.has(ids.join(" ")));
  process.stdout.write(`threads: ${same} of ${expected.length} as expected, ${found.size} found\n`);
  expect(lost).toBe(0);
  expect(same / expected.length, JSON.stringify(wrong)).toBeGreaterThanOrEqual(SAME_GROUPS_SHARE_MIN);
});
