import { METRIC_RULES, METRICS, type Metric } from "../../domain/clocks/index.ts";
import type { LocalText } from "../../domain/local-text.ts";
import type { Pack } from "../../domain/sop/index.ts";
import type { EventWord } from "./csv/event-words.ts";

/** The metrics that a log can speak of: something in it can keep their promises. Without replies no reply is ever late. */
export function judgedMetrics(words: readonly (readonly EventWord[])[], solvesAtEnd: boolean): ReadonlySet<Metric> {
  const seen = new Set(words.flat().map(eventTypeOf));
  if (solvesAtEnd || seen.has("closed")) seen.add("solved");
  return new Set(METRICS.filter((metric) => isJudged(metric, seen)));
}

const AS_EVENT: Partial<Record<EventWord, string>> = {
  progress_update: "answered",
  result_notice: "answered",
  cancelled: "closed",
};

const eventTypeOf = (word: EventWord): string => AS_EVENT[word] ?? word;

/**
 * The solution ends many clocks; only of `resolution` is it what was promised. An answer also ends the wait for an
 * acknowledgement, but a log without any acknowledgement does not tell when one was sent.
 */
function isJudged(metric: Metric, seen: ReadonlySet<string>): boolean {
  const { stops, restarts, formId } = METRIC_RULES[metric];
  if (formId !== null) return seen.has(`form:${formId}`);
  if (metric === "acknowledged") return seen.has("acknowledged");
  const keeping = [...stops, ...restarts];
  const own = keeping.length > 1 ? keeping.filter((type) => type !== "solved") : keeping;
  return own.some((type) => seen.has(type));
}

/** The pack with the promises that can be judged; those of metrics that no pack promises are not missed. */
export const onlyJudged = (pack: Pack, judged: ReadonlySet<Metric>): Pack => ({
  ...pack,
  promises: pack.promises.filter(({ metric }) => judged.has(metric)),
});

export function notJudgedNote(packs: readonly Pack[], judged: ReadonlySet<Metric>): LocalText | null {
  const left = METRICS.filter(
    (metric) => !judged.has(metric) && packs.some(({ promises }) => promises.some((line) => line.metric === metric)),
  ).map((metric) => METRIC_RULES[metric].title);
  if (left.length === 0) return null;
  return {
    zh: `文件里没有能兑现以下时限的活动，故不评判：${left.map(({ zh }) => zh).join("、")}。`,
    en: `Nothing in the file could keep these promises, so they are not judged: ${left.map(({ en }) => en).join(", ")}.`,
  };
}
