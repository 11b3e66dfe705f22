import type { TicketPage } from "../../../../src/contract/ticket-shapes.ts";

export type NextActionKind =
  | "merged"
  | "closed"
  | "mend_delivery"
  | "take"
  | "reply"
  | "update"
  | "form"
  | "plan_remedy"
  | "confirm"
  | "wait"
  | "solve"
  | "nothing";

export type NextAction = {
  kind: NextActionKind;
  /** What is due, and when; null when nothing is. */
  due: TicketPage["nextDue"];
  /** `form`, `plan_remedy`: the form to fill. `mend_delivery`: the message. */
  target: string | null;
};

const FORM_OF: Readonly<Record<string, string>> = {
  diagnosis: "diagnosis",
  analysis: "analysis_report",
  workaround: "workaround",
  remedy_plan: "remedy_plan",
};

type Asked = Pick<
  TicketPage,
  "state" | "mergedInto" | "assignee" | "nextDue" | "messages" | "lastMessageFrom" | "clocks" | "may"
>;

/** The one thing to do next on a ticket, and until when. `forms`: ids that the procedure has. REQ: HA-01 */
export function nextAction(page: Asked, forms: readonly string[]): NextAction {
  const due = page.nextDue;
  const does = (kind: NextActionKind, target: string | null = null): NextAction => ({ kind, due, target });
  if (page.mergedInto) return does("merged");
  if (page.state === "closed") return does("closed");
  const failed = page.messages.findLast(({ direction }) => direction === "out");
  if (failed && (failed.deliveryState === "failed" || failed.deliveryState === "bounced"))
    return does("mend_delivery", failed.id);
  if (!page.may.work) return does("nothing");
  if (page.clocks.some(({ metric, state }) => metric === "remedy_plan" && (state === "running" || state === "paused")))
    return does("plan_remedy", "remedy_plan");
  if (page.state === "solved") return does("confirm");
  if (!page.assignee) return does("take");
  return does(...byMetric(page, forms));
}

function byMetric(page: Asked, forms: readonly string[]): [NextActionKind, string | null] {
  const metric = page.nextDue?.metric;
  const form = metric ? FORM_OF[metric] : undefined;
  if (form && forms.includes(form)) return ["form", form];
  if (page.lastMessageFrom === "customer" || metric === "first_response" || metric === "next_response")
    return ["reply", null];
  if (metric === "progress_update" || metric === "idle") return ["update", null];
  if (page.state.startsWith("waiting_")) return ["wait", null];
  return ["solve", null];
}
