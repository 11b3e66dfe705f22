import type { TicketDesk, TicketSubscriber } from "../core/tickets/index.ts";
import type { Email } from "./open-email.ts";
import { forgetSurveyWords, planRemedy } from "../features/closing/index.ts";

type Subscribing = { subscribers: readonly TicketSubscriber[] };

/**
 * What happens when a ticket changes, in this order and in the same transaction. Each looks at the events it knows and
 * leaves work that can wait to a job:
 *
 * | event | who | what |
 * |---|---|---|
 * | form_submitted | closing | a remedy plan keeps the promise of the second follow-up |
 * | transfers | transfers | the table of transfers follows the events |
 * | closed | call-backs | a call back is planned where the procedure wants one |
 * | opened, messages, merges, tags, customer | search | the ticket is noted, to be indexed moments later |
 * | contact_erased | e-mail, closing | the raw mails of the case lose their content, survey answers their words |
 * | opened, assigned, messages, mentions, failures, follow-ups | notifications | the people concerned are told |
 */
export const subscriptions = (on: {
  tickets: TicketDesk;
  transfers: Subscribing;
  callBacks: Subscribing;
  search: Subscribing;
  notifications: Subscribing;
  email: Email;
}): TicketSubscriber[] => [
  planRemedy(() => on.tickets),
  ...on.transfers.subscribers,
  ...on.callBacks.subscribers,
  ...on.search.subscribers,
  ...on.notifications.subscribers,
  async (tx, { ticket, events }) => {
    if (!events.some(({ body }) => body.type === "contact_erased")) return;
    await on.email.inbound.forgetMailsOf(tx, ticket.id);
    await forgetSurveyWords(tx, ticket.id);
  },
];
