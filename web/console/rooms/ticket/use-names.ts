import { useTranslation } from "react-i18next";
import type { TicketPage } from "../../../../src/contract/ticket-shapes.ts";
import { METRIC_RULES, type Metric } from "../../../../src/domain/clocks/metrics.ts";
import { useTicketRoom } from "./ticket-context.ts";
import { useLocalText } from "./use-local-text.ts";

const isMetric = (metric: string): metric is Metric => Object.hasOwn(METRIC_RULES, metric);

/** 首次响应, 进度同步 … */
export function useMetricName(): (metric: string) => string {
  const local = useLocalText();
  return (metric) => (isMetric(metric) ? local(METRIC_RULES[metric].title) : metric);
}

/** Names that the procedure gives: forms, categories with their path, tags, steps, promises. */
export function useProcedureNames() {
  const { procedure } = useTicketRoom();
  const local = useLocalText();
  const { t } = useTranslation("ticket");
  const category = (id: string) => procedure?.categories.find((each) => each.id === id);
  return {
    form: (id: string) => {
      const form = procedure?.forms.find((each) => each.id === id);
      return form ? local(form.title) : id;
    },
    category: (id: string | null) => {
      if (id === null) return t("property.no_category");
      const parts = id.split(".").map((_, at, all) => category(all.slice(0, at + 1).join(".")));
      const named = parts.flatMap((part) => (part ? [local(part.name)] : []));
      return named.length > 0 ? named.join(" / ") : id;
    },
    /** The name that the procedure gives a tag; a desk's own tag is its own name. */
    tag: (tag: string) => {
      const shipped = procedure?.tags.find(({ id }) => id === tag);
      return shipped ? local(shipped.name) : tag;
    },
    step: (id: string) => {
      const step = procedure?.steps.find((each) => each.id === id);
      return step ? local(step.title) : id;
    },
    authority: (id: string) => {
      const authority = procedure?.authorities.find((each) => each.id === id);
      return authority ? local(authority.what) : id;
    },
    /** What a line of the procedure promises; null where the line is gone. */
    metricOf: (lineId: string) => procedure?.promises.find(({ id }) => id === lineId)?.metric ?? null,
    promise: (id: string) => {
      const promise = procedure?.promises.find((each) => each.id === id);
      return promise ? local(promise.title) : id;
    },
  };
}

/** Who stands behind an id that an event names; the short id where this person may not know. */
export const nameOf = (page: TicketPage, id: unknown): string =>
  typeof id === "string" ? (page.names[id] ?? `…${id.slice(-4)}`) : "";
