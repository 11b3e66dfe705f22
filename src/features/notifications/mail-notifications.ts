import { findStaff } from "../../core/staff/index.ts";
import { signToken } from "../../platform/signing/index.ts";
import type { Database, Tx } from "../../platform/transaction.ts";
import { notificationMail } from "./notification-mail.ts";
import { peopleToMail, takeDueItems } from "./notification-store.ts";
import { sightOfPerson } from "./tell-people.ts";

const UNSUBSCRIBE_LINK_MS = 90 * 24 * 60 * 60 * 1000;

/** A mail of the desk itself. */
export type DeskMail = {
  to: string;
  subject: string;
  text: string;
  html: string;
  language: "zh" | "en";
  purpose: string;
  ticketId?: string;
  unsubscribeUrl?: string;
};

export type MailDeps = {
  db: Database;
  now: () => number;
  secretKey: string;
  /** Without a slash at the end. */
  publicUrl: string;
  sendMail(tx: Tx, mail: DeskMail): Promise<void>;
};

/** Mails what is due and still unread, one mail a person: what came in quiet hours comes as a digest. */
export async function mailNotifications(deps: MailDeps): Promise<void> {
  for (const staffId of await peopleToMail(deps.db.reading, deps.now()))
    await deps.db.inTransaction((tx) => mailOne(deps, tx, staffId));
}

async function mailOne(deps: MailDeps, tx: Tx, staffId: string): Promise<void> {
  const now = deps.now();
  const person = await findStaff(tx, staffId);
  if (!person) return;
  const sight = person.active ? sightOfPerson(person) : ({ kind: "none" } as const);
  const items = await takeDueItems(tx, { staffId, sight }, now);
  const [first] = items;
  if (!first) return;
  const kinds = [...new Set(items.map((item) => item.kind))];
  const token = signToken(deps.secretKey, "unsubscribe", { staffId, kinds }, now + UNSUBSCRIBE_LINK_MS);
  const unsubscribeUrl = `${deps.publicUrl}/unsubscribe/${token}`;
  const { language, email } = person;
  const words = notificationMail({ items, language, publicUrl: deps.publicUrl, unsubscribeUrl });
  const one = items.every((item) => item.ticketId === first.ticketId);
  await deps.sendMail(tx, {
    ...words,
    to: email,
    language,
    purpose: "notification",
    unsubscribeUrl,
    ...(one ? { ticketId: first.ticketId } : {}),
  });
}
