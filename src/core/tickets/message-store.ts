import type { RefusedRecipient } from "../../domain/channel/outgoing-message.ts";
import { sql } from "kysely";
import { queries, rowsWritten, sendAhead } from "../../platform/db/index.ts";
import type { Tx } from "../../platform/transaction.ts";

export type NewMessage = {
  id: string;
  ticketId: string;
  direction: "in" | "out" | "note";
  kind: string;
  authorStaffId: string | null;
  authorContactId: string | null;
  fromName: string;
  fromAddress: string;
  to: readonly string[];
  cc: readonly string[];
  subject: string;
  text: string;
  html: string | null;
  quotedText: string | null;
  quotedHtml: string | null;
  language: "zh" | "en";
  channel: string;
  externalId: string | null;
  inReplyTo: string | null;
  rawMailId: string | null;
  automatic: boolean;
  unreadable: boolean;
  senderVerified: "pass" | "fail" | "none";
  createdAt: number;
  sendAt: number | null;
  deliveryState: "none" | "waiting";
  mentions: readonly string[];
};

export const NAME_CHARS_MAX = 500;
export const ADDRESS_CHARS_MAX = 320;
export const SUBJECT_CHARS_MAX = 1_000;
export const TEXT_CHARS_MAX = 1_000_000;
export const HTML_CHARS_MAX = 4_000_000;

export async function insertMessage(tx: Tx, message: NewMessage): Promise<void> {
  const row = {
    id: message.id,
    ticket_id: message.ticketId,
    home_ticket_id: message.ticketId,
    direction: message.direction,
    kind: message.kind,
    author_staff_id: message.authorStaffId,
    author_contact_id: message.authorContactId,
    from_name: message.fromName.slice(0, NAME_CHARS_MAX),
    from_address: message.fromAddress.slice(0, ADDRESS_CHARS_MAX),
    recipients: { to: message.to, cc: message.cc },
    subject: message.subject.slice(0, SUBJECT_CHARS_MAX),
    text: clean(message.text, TEXT_CHARS_MAX) ?? "",
    html: clean(message.html, HTML_CHARS_MAX),
    quoted_text: clean(message.quotedText, HTML_CHARS_MAX),
    quoted_html: clean(message.quotedHtml, HTML_CHARS_MAX),
    language: message.language,
    channel: message.channel,
    external_id: message.externalId,
    in_reply_to: message.inReplyTo,
    raw_mail_id: message.rawMailId,
    automatic: message.automatic,
    unreadable: message.unreadable,
    sender_verified: message.senderVerified,
    created_at: new Date(message.createdAt),
    send_at: message.sendAt === null ? null : new Date(message.sendAt),
    delivery_state: message.deliveryState,
    mentions: [...message.mentions],
  };
  await sendAhead(tx, insertedMessages([row]));
}

const COLUMNS =
  sql.raw(`id, ticket_id, home_ticket_id, direction, kind, author_staff_id, author_contact_id, from_name, from_address,
  recipients, subject, text, html, quoted_text, quoted_html, language, channel, external_id, in_reply_to, raw_mail_id, automatic,
  unreadable, sender_verified, created_at, send_at, delivery_state, mentions`);

const insertedMessages = rowsWritten(
  (_, { rows }) => sql`
    insert into message (${COLUMNS}) select ${COLUMNS} from json_populate_recordset(null::message, ${rows}::json)`,
);

/** PostgreSQL text holds no NUL. */
const clean = (text: string | null, charsMax: number) => text?.replaceAll("\0", "").slice(0, charsMax) ?? null;

/**
 * Whether all that came on a ticket was forged, and nobody of the desk has answered it: by itself the desk writes nothing to
 * the one whose address was used.
 */
export async function isForgedAlone(tx: Tx, ticketId: string): Promise<boolean> {
  const row = await queries(tx)
    .selectFrom("message")
    .select((of) => [
      of.fn.count<number>("id").filterWhere("sender_verified", "=", "fail").as("forged"),
      of.fn
        .count<number>("id")
        .filterWhere((each) =>
          each.or([
            each.and([each("direction", "=", "in"), each("sender_verified", "<>", "fail")]),
            each.and([each("direction", "=", "out"), each("author_staff_id", "is not", null)]),
          ]),
        )
        .as("real"),
    ])
    .where("ticket_id", "=", ticketId)
    .executeTakeFirstOrThrow();
  return Number(row.forged) > 0 && Number(row.real) === 0;
}

/** Locks one message for a change of its delivery. */
export async function lockMessage(tx: Tx, messageId: string) {
  return queries(tx).selectFrom("message").selectAll().where("id", "=", messageId).forUpdate().executeTakeFirst();
}

export type Delivery = {
  state: "waiting" | "sending" | "sent" | "failed" | "bounced" | "withdrawn";
  detail?: string | null;
  deliveredAt?: number;
  externalId?: string;
  /** Whom the server refused while it took the message for others. */
  refused?: readonly RefusedRecipient[];
};

const REFUSED_KEPT_MAX = 100;
const DETAIL_CHARS_MAX = 2_000;

export async function setDelivery(tx: Tx, messageId: string, delivery: Delivery): Promise<void> {
  await queries(tx)
    .updateTable("message")
    .set({
      delivery_state: delivery.state,
      delivery_detail: delivery.detail?.slice(0, DETAIL_CHARS_MAX) ?? null,
      ...(delivery.deliveredAt === undefined ? {} : { delivered_at: new Date(delivery.deliveredAt) }),
      ...(delivery.refused === undefined
        ? {}
        : { refused_recipients: JSON.stringify(delivery.refused.slice(0, REFUSED_KEPT_MAX)) }),
      ...(delivery.externalId === undefined ? {} : { external_id: delivery.externalId }),
    })
    .where("id", "=", messageId)
    .execute();
}

/** Moves messages and files to a surviving ticket; `home_ticket_id` remembers where they came from. */
export async function moveMessages(tx: Tx, from: string, to: string): Promise<void> {
  await queries(tx).updateTable("message").set({ ticket_id: to }).where("ticket_id", "=", from).execute();
  await queries(tx).updateTable("attachment").set({ ticket_id: to }).where("ticket_id", "=", from).execute();
}

/** Brings the messages that came with a merged ticket home. */
export async function returnMessages(tx: Tx, home: string, from: string): Promise<void> {
  const moved = queries(tx)
    .selectFrom("message")
    .select("id")
    .where("home_ticket_id", "=", home)
    .where("ticket_id", "=", from);
  await queries(tx).updateTable("attachment").set({ ticket_id: home }).where("message_id", "in", moved).execute();
  await queries(tx)
    .updateTable("message")
    .set({ ticket_id: home })
    .where("home_ticket_id", "=", home)
    .where("ticket_id", "=", from)
    .execute();
}
