import { openTicket, writeIncoming, type Opening } from "../../src/core/tickets/index.ts";
import { newId } from "../../src/platform/ids.ts";
import { FAKE_SOP_VERSION_ID } from "./fake-procedures.ts";
import { DEFAULT_TEAM_ID, type TestDesk } from "./test-desk.ts";

export type Customer = { contactId: string; organisationId: string | null; email: string };

/** A contact with an address, and with an organisation when one is named. */
export async function makeCustomer(
  desk: TestDesk,
  given: { name?: string; email?: string; phone?: string; organisation?: string } = {},
): Promise<Customer> {
  const contactId = newId();
  const organisationId = given.organisation ? newId() : null;
  const email = given.email ?? `c${contactId.slice(-8)}@customer.example`;
  if (organisationId)
    await desk.sql("insert into organisation (id, name) values ($1, $2)", [organisationId, given.organisation]);
  await desk.sql("insert into contact (id, organisation_id, name) values ($1, $2, $3)", [
    contactId,
    organisationId,
    given.name ?? "王伟",
  ]);
  await desk.sql("insert into contact_address (kind, value, contact_id, is_primary) values ('email', $1, $2, true)", [
    email,
    contactId,
  ]);
  if (given.phone)
    await desk.sql("insert into contact_address (kind, value, contact_id) values ('phone', $1, $2)", [
      given.phone,
      contactId,
    ]);
  return { contactId, organisationId, email };
}

/** A fault of the default team's without a message, but for what a test wants otherwise. */
export const plainOpening = (given: Partial<Opening> & Pick<Opening, "contactId">): Opening => ({
  subject: "无法登录",
  text: "提示错误",
  kind: "fault",
  priority: { value: "P3", reason: "test" },
  categoryId: null,
  tags: [],
  channel: "email",
  tier: "basic",
  organisationId: null,
  language: "zh",
  teamId: DEFAULT_TEAM_ID,
  assigneeId: null,
  mailboxId: null,
  first: () => [],
  ...given,
});

export type MadeTicket = { id: string; number: number; messageId: string; customer: Customer };

/** A ticket opened by a customer's first message, through the desk's own command. */
export async function makeTicket(
  desk: TestDesk,
  given: Partial<Opening> & { customer?: Customer } = {},
): Promise<MadeTicket> {
  const customer = given.customer ?? (await makeCustomer(desk));
  const now = desk.clock.now();
  const messageId = newId(now);
  const change = await desk.db.inTransaction(async (tx) => {
    const opened = await openTicket(
      desk.desk,
      tx,
      plainOpening({
        text: "提示错误 E1001",
        priority: null,
        contactId: customer.contactId,
        organisationId: customer.organisationId,
        first: () => [{ type: "customer_message", messageId, automatic: false }],
        messageAt: now,
        ...given,
      }),
      { actor: { kind: "contact", id: customer.contactId }, now },
    );
    await writeIncoming(tx, { message: customerMessage(opened.ticket.id, messageId, customer, now), attachments: [] });
    return opened;
  });
  return { id: change.ticket.id, number: change.head.number, messageId, customer };
}

/** A customer's message, as intake would hand it to the desk. */
export function customerMessage(ticketId: string, id: string, customer: Customer, now: number) {
  return {
    id,
    ticketId,
    direction: "in" as const,
    kind: "message",
    authorStaffId: null,
    authorContactId: customer.contactId,
    fromName: "王伟",
    fromAddress: customer.email,
    to: ["support@desk.example"],
    cc: [],
    subject: "无法登录",
    text: "提示错误 E1001",
    html: "<p>提示错误 E1001</p>",
    quotedText: null,
    quotedHtml: null,
    language: "zh" as const,
    channel: "email",
    externalId: `<${id}@customer.example>`,
    inReplyTo: null,
    rawMailId: null,
    automatic: false,
    unreadable: false,
    senderVerified: "pass" as const,
    createdAt: now,
    sendAt: null,
    deliveryState: "none" as const,
    mentions: [],
  };
}

/** Many rows at once, straight into the table, for plans and pages; their chains are empty. */
export async function makeManyTickets(desk: TestDesk, count: number, teamIds: readonly string[]): Promise<void> {
  const { contactId } = await makeCustomer(desk);
  await desk.sql(
    `insert into ticket (id, number, subject, kind, priority, tier, channel, state, stage, team_id, contact_id, language,
        sop_version_id, opened_at, updated_at, last_message_at, last_message_from, closed_at, next_due_at, promise_state,
        event_hash)
     select gen_random_uuid(), nextval('ticket_number'), 'case ' || n, 'fault', 'P' || n % 4, 'basic', 'email',
        case when n % 2 = 0 then 'closed' when n % 7 = 0 then 'waiting_customer' when n % 11 = 0 then 'solved' else 'open' end,
        'handling', ($1::uuid[])[1 + n % $2], $3, 'zh', $4,
        at, at, at + interval '1 hour', 'customer', case when n % 2 = 0 then at end,
        case when n % 2 = 1 then at + interval '2 hours' end,
        case when n % 50 = 1 then 'breached' when n % 50 = 3 then 'at_risk' else 'kept' end, repeat(' ', 32)::bytea
       from (select n, timestamptz '2026-01-01' + n * interval '1 minute' as at from generate_series(1, $5::int) n) made`,
    [teamIds, teamIds.length, contactId, FAKE_SOP_VERSION_ID, count],
  );
  await desk.sql("analyze ticket");
}
