import { useTranslation } from "react-i18next";
import type { EventShape } from "../../../../../src/contract/ticket-shapes.ts";
import type { TicketEventBody, TicketEventType, TicketFacts } from "../../../../../src/domain/ticket/ticket-event.ts";
import { useFormats } from "../../../../ui/i18n/use-formats.ts";
import { useTicketRoom } from "../ticket-context.ts";
import { nameOf, useMetricName, useProcedureNames } from "../use-names.ts";

/** An event in a sentence of the person's language: 王小明 将优先级改为 P1（客户全线停产）. REQ: IG-02 */
export function useEventWords(): (event: EventShape) => string {
  const { t } = useTranslation(["ticket", "common"]);
  const { page } = useTicketRoom();
  const factWords = useFactWords();
  const params = useEventParams();
  const { promise } = useProcedureNames();
  return (event) => {
    const body = event.body as unknown as TicketEventBody;
    const actor = event.actor.kind === "staff" || event.actor.kind === "contact" ? event.actor.name : t("event.desk");
    const given = "reason" in body ? body.reason : "";
    // A rule gives the line that it acts by.
    const why = given && event.actor.kind === "rule" ? promise(given) : given;
    const reason = why ? t("event.reason", { reason: why }) : "";
    if (body.type === "facts_changed") {
      const what = factWords(body.changes);
      // His words moved the case; he changed nothing himself.
      const isCustomer = event.actor.kind === "contact";
      return t(isCustomer ? "event.facts_changed_by_customer" : "event.facts_changed", { actor, what, reason });
    }
    if (body.type === "assigned") {
      const to = [body.assigneeId, body.teamId].filter((id) => id !== null).map((id) => nameOf(page, id));
      return t("event.assigned", { actor, to: to.join(" · ") || t("common:nobody"), reason });
    }
    if (!isKnown(event.type)) return t("event.unknown", { actor, type: event.type });
    return t(`event.${event.type}`, { actor, reason, ...params(body) });
  };
}

const KNOWN: ReadonlySet<string> = new Set<TicketEventType>([
  "opened",
  "subject_changed",
  "contact_changed",
  "customer_message",
  "message_sent",
  "message_withdrawn",
  "delivery_failed",
  "note_added",
  "form_submitted",
  "solved",
  "confirmation_requested",
  "confirmed",
  "not_solved",
  "closed",
  "reopened",
  "survey_sent",
  "survey_answered",
  "follow_up_opened",
  "remedy_planned",
  "transfer_sent",
  "transfer_accepted",
  "transfer_returned",
  "transfer_answered",
  "transfer_withdrawn",
  "supplement_asked",
  "supplement_received",
  "call_back_planned",
  "call_back_done",
  "call_back_dropped",
  "step_done",
  "approval_given",
  "gate_overridden",
  "procedure_moved",
  "merged_into",
  "merged_from",
  "unmerged",
  "split_off",
  "linked",
  "unlinked",
  "snoozed",
  "woken",
  "follower_added",
  "follower_removed",
  "clock_warned",
  "clock_breached",
  "effects_cut",
  "effect_failed",
  "attachment_added",
  "contact_erased",
]);
type Plain = Exclude<TicketEventType, "facts_changed" | "assigned">;
const isKnown = (type: string): type is Plain => KNOWN.has(type);

/** What an event's sentence names besides who did it. */
function useEventParams(): (body: TicketEventBody) => Record<string, string | number> {
  const { t } = useTranslation("ticket");
  const formats = useFormats();
  const { page } = useTicketRoom();
  const names = useProcedureNames();
  const metricName = useMetricName();
  const clockName = (clockId: string, lineId: string) => {
    const metric = page.clocks.find(({ id }) => id === clockId)?.metric ?? names.metricOf(lineId);
    return metric ? metricName(metric) : names.promise(lineId);
  };
  return (body) => {
    switch (body.type) {
      case "form_submitted":
        return { form: names.form(body.formId) };
      case "step_done":
        return { step: names.step(body.stepId) };
      case "approval_given":
        return { what: names.authority(body.authorityId) };
      case "clock_warned":
      case "clock_breached":
        return { promise: clockName(body.clockId, body.lineId) };
      case "effects_cut":
        return { promise: clockName(body.clockId, body.lineId), depth: body.depth };
      case "effect_failed":
        return { target: body.target || body.effect, problem: body.reason };
      case "procedure_moved":
        return { from: body.fromNumber, to: body.toNumber };
      case "merged_into":
      case "merged_from":
      case "unmerged":
      case "split_off":
      case "linked":
      case "unlinked":
        return { ticket: nameOf(page, body.ticketId) };
      case "transfer_sent":
        return { team: nameOf(page, body.teamId) };
      case "supplement_asked":
        return { missing: formats.list(body.missing) };
      case "call_back_planned":
        return { moment: formats.dateTime(body.plannedFor) };
      case "snoozed":
        return { moment: formats.dateTime(body.until) };
      case "follower_added":
      case "follower_removed":
        return { name: nameOf(page, body.staffId) };
      case "survey_answered":
        return { level: t(`survey.level.${body.satisfaction}`) };
      case "closed":
        return { how: t(`event.closed_by.${body.by}`) };
      case "contact_changed":
        return { name: nameOf(page, body.contactId) };
      case "confirmed":
        return { how: t(`event.confirmed_by.${body.by}`) };
      case "follow_up_opened":
        return { why: t(`event.follow_up_why.${body.why}`), owner: nameOf(page, body.ownerId) };
      default:
        return {};
    }
  };
}

/** Changed facts in words: 优先级 P1，分类 故障 / 软件. */
function useFactWords(): (changes: Partial<TicketFacts>) => string {
  const { t } = useTranslation(["ticket", "common", "ui"]);
  const formats = useFormats();
  const names = useProcedureNames();
  return ({ priority, state, kind, categoryId, tier, tags, level, agreement, complaintUrgency }) =>
    formats.list([
      ...(priority ? [t("fact.priority", { value: t(`ui:priority.${priority}`) })] : []),
      ...(state ? [t("fact.state", { value: t(`ui:state.${state}`) })] : []),
      ...(kind ? [t("fact.kind", { value: t(`common:kind.${kind}`) })] : []),
      ...(categoryId === undefined ? [] : [t("fact.category", { value: names.category(categoryId) })]),
      ...(tier ? [t("fact.tier", { value: t(`ui:tier.${tier}`) })] : []),
      ...(level ? [t("fact.level", { value: t(`service.level_name.${level}`) })] : []),
      ...(agreement === undefined ? [] : [t("fact.agreement", { value: agreement ?? t("fact.no_agreement") })]),
      ...(complaintUrgency === undefined
        ? []
        : [t("fact.complaint_urgency", { value: t(`urgency.${complaintUrgency ?? "none"}`) })]),
      ...(tags ? [t("fact.tags", { value: tags.map(names.tag).join(", ") || t("property.no_tags") })] : []),
    ]);
}
