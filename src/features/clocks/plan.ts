import type { Metric } from "../../domain/clocks/index.ts";
import type { LocalText } from "../../domain/local-text.ts";
import type { EscalationContact, Pack } from "../../domain/sop/index.ts";
import type { Ticket, TicketEventBody } from "../../domain/ticket/index.ts";
import type { Staffing } from "./staffing.ts";

/** What an effect does besides changing the ticket itself; carried out in the same transaction, after its events. */
export type Outward =
  | { do: "customer_notice"; noticeId: string }
  | { do: "ask_supplement" }
  | { do: "post_note"; text: LocalText }
  | { do: "call_contact"; contact: EscalationContact }
  | { do: "send_survey" }
  | { do: "webhook"; url: string }
  | { do: "close"; noticeId: string | null };

/** What the effects of one line come to for one ticket. */
export type Plan = {
  events: TicketEventBody[];
  /** Who hears of the promise. */
  tell: string[];
  outward: Outward[];
};

export type Planning = { ticket: Ticket; pack: Pack; staffing: Staffing; lineId: string; metric: Metric };

/** What an effect adds to a plan. */
export type Step = Partial<Plan>;
