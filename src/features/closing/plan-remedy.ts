import { accepted } from "../../domain/result.ts";
import { changeTicket, type TicketDesk, type TicketSubscriber } from "../../core/tickets/index.ts";

export const REMEDY_PLAN_FORM = "remedy_plan";

/** A remedy plan that was filled in keeps the promise of the second follow-up (REQ: CL-05). */
export const planRemedy =
  (desk: () => TicketDesk): TicketSubscriber =>
  async (tx, { ticket, events, actor, now }) => {
    const submitted = events.find(({ body }) => body.type === "form_submitted" && body.formId === REMEDY_PLAN_FORM);
    if (submitted?.body.type !== "form_submitted" || !ticket.followUpOpen) return;
    const { submissionId } = submitted.body;
    await changeTicket(desk(), tx, { ticketId: ticket.id, actor, now }, () =>
      accepted([{ type: "remedy_planned", submissionId }]),
    );
  };
