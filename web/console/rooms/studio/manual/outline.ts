import { METRICS, type Metric } from "../../../../../src/domain/clocks/metrics.ts";
import { TICKET_STAGES, type TicketStage } from "../../../../../src/domain/ticket/vocabulary.ts";

export type Stage = TicketStage | "common";
export const STAGES: readonly Stage[] = [...TICKET_STAGES, "common"];

/** A part of the manual: a section of the pack, or the promises of a stage. */
export type Part = { id: string; section: string; metrics: readonly Metric[] };
export type Chapter = { stage: Stage; parts: Part[] };

const SECTIONS: Record<TicketStage, readonly string[]> = {
  intake: ["kinds", "channels", "supplements", "supplement"],
  assessment: ["categories", "priority", "tiers", "complaints", "routes"],
  handling: ["transfers", "escalation_contacts", "on_call", "authorities", "gates"],
  feedback: ["surveys"],
  review: ["follow_ups", "call_backs"],
};

const METRIC_STAGES: Partial<Record<string, TicketStage>> = {
  acknowledged: "intake",
  taken_up: "intake",
  first_response: "intake",
  channel_import: "intake",
  supplement: "intake",
  diagnosis: "assessment",
  analysis: "assessment",
  confirmation: "feedback",
  survey: "feedback",
  watch: "feedback",
  remedy_plan: "review",
  call_back: "review",
};

export const stageOfMetric = (metric: string): TicketStage => METRIC_STAGES[metric] ?? "handling";

const stageOfSection = (section: string): Stage =>
  TICKET_STAGES.find((stage) => SECTIONS[stage].includes(section)) ?? "common";

/**
 * The chapters of a procedure, in the order in which a case goes through it; sections that belong to no stage come last.
 * @param sections those of the document that hold something
 * @param metrics those that something is promised for
 */
export function outlineOf(sections: readonly string[], metrics: readonly string[]): Chapter[] {
  return STAGES.flatMap((stage) => {
    const known = stage === "common" ? [] : SECTIONS[stage];
    const there = sections.filter((section) => section !== "promises" && stageOfSection(section) === stage);
    const ordered = there.toSorted((a, b) => known.indexOf(a) - known.indexOf(b));
    const parts = ordered.map((section): Part => ({ id: section, section, metrics: [] }));
    const promised = METRICS.filter((metric) => metrics.includes(metric) && stageOfMetric(metric) === stage);
    if (promised.length > 0) parts.push({ id: `promises-${stage}`, section: "promises", metrics: promised });
    return parts.length > 0 ? [{ stage, parts }] : [];
  });
}
